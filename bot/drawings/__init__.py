"""Pictures drawn on this machine, without a network: for those who read figures more easily than sentences."""
