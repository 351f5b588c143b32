"""The WSGI entry that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arpent.site.settings")
application = get_wsgi_application()
gc.collect()
gc.freeze()  # what is loaded stays: looking through it for what may be thrown away took a twentieth of each answer
