"""Sets the clock of a process that a test starts; Python reads this file by itself (see `tests/clock.py`)."""

import os
import time

import time_machine

time_machine.travel(time.time() + float(os.environ["TESTS_SHIFT"]), tick=True).start()
