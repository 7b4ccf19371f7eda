"""FIT files, from any watch, whole or damaged, read column by column."""

from uncramp.activity.fit.reading import read

__all__ = ["read"]
