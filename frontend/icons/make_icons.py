"""Makes the icons of the installed app from static/icon.svg, with a Chromium.

./dev run python frontend/icons/make_icons.py
"""

from __future__ import annotations

import base64
import shutil
import struct
from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).resolve().parents[2] / "src" / "uncramp" / "web" / "static"
BLUE = "#1f6f8b"
ICONS = {  # file: (pixels, share of the square that the drawing takes, what is behind it)
    "icon-192.png": (192, 1.0, "transparent"),
    "icon-512.png": (512, 1.0, "transparent"),
    "icon-maskable-512.png": (512, 0.72, BLUE),  # a launcher may cut off all outside a circle
}


def main() -> None:
    source = base64.b64encode((STATIC / "icon.svg").read_bytes()).decode()
    with sync_playwright() as play:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (pixels, share, behind) in ICONS.items():
            page = browser.new_page(viewport={"width": pixels, "height": pixels})
            page.set_content(
                f'<body style="margin:0;display:grid;place-items:center;height:{pixels}px;'
                f'background:{behind}"><img src="data:image/svg+xml;base64,{source}" '
                f'width="{pixels * share:.0f}" height="{pixels * share:.0f}"></body>'
            )
            made = page.screenshot(omit_background=behind == "transparent")
            assert struct.unpack(">II", made[16:24]) == (pixels, pixels)
            (STATIC / "icons" / name).write_bytes(made)
        browser.close()


if __name__ == "__main__":
    main()
