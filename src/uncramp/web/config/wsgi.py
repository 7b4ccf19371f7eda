"""What a web server serves."""

from __future__ import annotations

import os
import signal

from django.core.wsgi import get_wsgi_application

from uncramp.web.config.parent import with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uncramp.web.config.settings")
application = get_wsgi_application()
if served_by := os.environ.get("UNCRAMP_SERVED_BY"):  # `uncramp serve`, which may be killed
    with_parent(int(served_by), lambda: os.kill(os.getpid(), signal.SIGKILL))
