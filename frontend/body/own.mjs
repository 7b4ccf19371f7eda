// What the package lacks, drawn here by hand: soles, toes, the soleus, the inner thigh, the hip.
// Each is drawn once, for the leg on the viewer's left, and mirrored at the figure's midline.
// Units are those of the figures: 724 wide, 1448 high. Only M L C Q Z, all absolute.

// A foot, heel up and toes down as the figure stands; the big toe is on the side of the midline.
const TOES = {
  big_toe: "M 111 322 C 113 309 146 309 150 322 C 154 342 152 366 140 378 C 130 384 118 380 114 366 C 110 352 109 336 111 322 Z",
  small_toes:
    "M 84 312 C 88 304 104 306 106 316 C 108 332 106 348 98 352 C 90 354 84 348 83 338 Z " +
    "M 62 305 C 66 297 79 299 81 309 C 82 323 80 336 74 339 C 67 340 62 334 61 325 Z " +
    "M 42 296 C 46 289 57 291 59 300 C 60 312 57 322 52 324 C 46 325 41 318 41 309 Z " +
    "M 24 282 C 28 276 38 279 40 287 C 41 298 38 306 33 307 C 27 307 23 300 23 292 Z",
};
const SOLE = {
  ...TOES,
  ball: "M 28 212 Q 84 232 141 220 C 150 246 154 276 150 304 Q 128 300 108 304 Q 74 298 44 286 Q 34 276 26 274 C 20 254 22 232 28 212 Z",
  arch: "M 90 110 Q 114 110 130 100 C 120 140 121 180 137 212 Q 112 220 84 215 C 80 178 83 144 90 110 Z",
  outer_foot: "M 47 100 Q 64 110 81 111 C 74 146 72 180 75 213 Q 50 211 30 203 C 35 174 45 142 47 100 Z",
  heel: "M 90 8 C 60 8 46 36 46 74 L 47 90 Q 88 110 132 90 C 139 58 136 34 122 20 Q 108 8 90 8 Z",
};
const TOP = {
  ...TOES,
  foot_top: "M 60 16 Q 90 4 122 16 C 122 80 122 150 139 216 C 150 246 154 276 150 304 Q 128 300 108 304 Q 74 298 44 286 Q 34 276 26 274 C 20 244 28 218 36 190 C 48 140 58 90 60 16 Z",
};

const INSET = { x: 16, y: 1020 }; // where the foot stands in the figure's lower corner

const FRONT_MALE = {
  adductor: "M 345 786 Q 350 768 354 772 Q 357 820 350 850 Q 346 868 340 882 Q 333 846 317 796 Q 334 800 345 786 Z",
  hip_outer: "M 270 632 Q 276 645 274 659 Q 263 676 255 704 Q 250 720 246 726 Q 244 704 253 668 Q 259 647 270 632 Z",
};
const FRONT_FEMALE = {
  adductor: "M 343 712 Q 350 690 356 694 Q 360 770 357 830 Q 355 850 351 856 Q 342 806 320 752 Q 334 740 343 712 Z",
  hip_outer: "M 267 592 Q 274 602 272 614 Q 262 626 256 652 Q 250 686 244 712 Q 239 706 241 684 Q 247 634 267 592 Z",
};
const BACK_MALE = {
  soleus_outer: "M 254 1162 Q 268 1155 282 1168 L 282 1262 Q 277 1264 273 1250 Q 262 1212 254 1162 Z",
  soleus_inner: "M 316 1162 Q 302 1155 288 1168 L 288 1262 Q 293 1264 297 1250 Q 308 1212 316 1162 Z",
};
const BACK_FEMALE = {
  soleus_outer: "M 282 1184 Q 294 1192 311 1186 L 317 1290 Q 311 1292 307 1276 Q 291 1230 282 1184 Z",
  soleus_inner: "M 345 1180 Q 336 1184 318 1176 L 322 1290 Q 328 1292 331 1276 Q 341 1230 345 1180 Z",
};

function placed(parts) {
  return Object.fromEntries(Object.entries(parts).map(([part, d]) => [part, moved(d)]));
}

function moved(d) {
  let across = false;
  return d.replace(/-?\d+(\.\d+)?/g, (number) => {
    across = !across;
    return String(Number(number) + (across ? INSET.x : INSET.y));
  });
}

/** The same shape on the other side of the midline. */
export function mirrored(d, midline) {
  let across = false;
  return d.replace(/-?\d+(\.\d+)?/g, (number) => {
    across = !across;
    return across ? String(2 * midline - Number(number)) : number;
  });
}

export const OWN = {
  male_front: { body: FRONT_MALE, foot: placed(TOP) },
  female_front: { body: FRONT_FEMALE, foot: placed(TOP) },
  male_back: { body: BACK_MALE, foot: placed(SOLE) },
  female_back: { body: BACK_FEMALE, foot: placed(SOLE) },
};
