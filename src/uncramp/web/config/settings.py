"""Every setting, and the only place that reads the environment."""

from __future__ import annotations

import os
from pathlib import Path

from uncramp.web.config.database import database
from uncramp.web.config.owners import owners

DATA = Path(os.environ.get("UNCRAMP_DATA", "library")).resolve()
"""The folder that holds the database, the shelf and the secret key."""


_key = DATA / "secret-key"
SECRET_KEY = _key.read_text() if _key.exists() else ""
"""Made where a folder is opened (`rows.opening`); there is no default."""
DEBUG = False
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *filter(None, os.environ.get("UNCRAMP_HOSTS", "").split(",")),
]
OWNERS = owners(os.environ.get("UNCRAMP_OWNERS", ""))
"""Addresses and networks whose requests are the owner's; everybody else is a visitor."""

WEATHER = os.environ.get("UNCRAMP_WEATHER", "") == "on"
"""Whether the weather of runs is looked up by rough place and day; off unless set to "on"."""
WEATHER_ADDRESS = os.environ.get("UNCRAMP_WEATHER_ADDRESS", "")

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_tasks",
    "uncramp.web.rows",
    "uncramp.web.jobs",
    "uncramp.web.answers",
    "uncramp.web.diary",
    "uncramp.web.drawing",
    "uncramp.web.guide",
    "uncramp.web.mail",
    "uncramp.web.coach",
]
MIDDLEWARE = [
    "uncramp.web.config.headers.StrictHeaders",
    "uncramp.web.config.limits.LimitedBody",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "uncramp.web.config.urls"
WSGI_APPLICATION = "uncramp.web.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent.parent / "templates"],
        "APP_DIRS": True,
    }
]

DATABASES = {"default": database(os.environ.get("UNCRAMP_DATABASE_URL", ""), DATA)}
TASKS = {"default": {"BACKEND": "uncramp.web.jobs.backend.LeaseBackend"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = True

STATIC_URL = "static/"
STATICFILES_DIRS = [Path(__file__).parent.parent / "static"]
WHITENOISE_USE_FINDERS = True  # served from the package: nothing to collect

LARGEST_RUN = 12 * 1024 * 1024  # bytes; a day of one-second samples is under 5
LARGEST_REQUEST = LARGEST_RUN * 3 // 2  # the same as base64, with something around it
DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_REQUEST
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # of one request; each is an open file
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = DATA  # the disk of the library: what lands there has room there

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
