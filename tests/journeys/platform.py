"""The simulated platform in a process of its own: ``python -m tests.journeys.platform PORT``."""

import sys
import time
from dataclasses import replace

from werkzeug.serving import run_simple

from bot.app import office_of, settings_or_exit
from bot.demo import simulator_config
from bot.simulator.app import create_simulator
from bot.simulator.clock import Clock
from tests.journeys.daytime import AHEAD

settings = settings_or_exit(serving=True)
# Impatient, so that the retries of a killed server fit into a test.
config = replace(simulator_config(settings, office_of().pack), error_pause=0.5, finish_delay=(0.05, 0.3))
clock = Clock(lambda: time.time() + AHEAD.total_seconds())
run_simple("127.0.0.1", int(sys.argv[1]), create_simulator(config, clock=clock), threaded=True)
