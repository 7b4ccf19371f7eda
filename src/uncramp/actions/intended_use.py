"""What uncramp is for, and what it is not: one sentence, the same wherever it is said."""

from __future__ import annotations

from uncramp.terms.sentences import sentence

INTENDED_USE = sentence(
    "uncramp helps adult recreational runners record training and muscle cramps, see patterns in "
    "their own data and learn about training habits. It is not for diagnosing, treating or "
    "monitoring any disease or injury, nor for emergencies or people under 16."
)
