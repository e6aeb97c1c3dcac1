"""Property tests run the same way each time, however busy the machine is."""

from hypothesis import settings

settings.register_profile("analysis", deadline=None, derandomize=True)
settings.load_profile("analysis")
