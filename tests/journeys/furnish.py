"""Make the tables and fill them with the sample county: ``python -m tests.journeys.furnish PASSWORD``."""

import sys

from bot.app import build, settings_or_exit
from bot.usecases.seed_demo import seed_demo
from tests.journeys.daytime import clock

services = build(settings_or_exit(serving=True), clock)
services.storage.upgrade()
assert seed_demo(services, {"county": sys.argv[1], "operator": sys.argv[1]})
