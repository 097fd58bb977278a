"""The simulated platform in a process of its own: ``python -m tests.journeys.platform PORT``."""

import sys
import time
from dataclasses import replace

from werkzeug.serving import run_simple

from bot.app import office_of, settings_or_exit
from bot.demo import simulator_config
from bot.simulator.app import create_simulator
from bot.simulator.clock import Clock
from tests.journeys.daytime import ahead

settings = settings_or_exit(serving=True)
# As patient as the literal reading of its guide (one try and three more): a killed server needs seconds to come back.
config = replace(simulator_config(settings, office_of().pack), attempts=4, error_pause=3, finish_delay=(0.05, 0.3))
clock = Clock(lambda: time.time() + ahead())
run_simple("127.0.0.1", int(sys.argv[1]), create_simulator(config, clock=clock), threaded=True)
