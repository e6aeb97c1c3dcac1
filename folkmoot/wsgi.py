"""What the page server runs: `gunicorn folkmoot.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
application = get_wsgi_application()
# What is loaded now stays: never again is it looked through for rubbish while somebody waits for a page.
gc.collect()
gc.freeze()
