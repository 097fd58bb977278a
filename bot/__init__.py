"""What touches the world: WeChat, the console, the staff pages, the simulator, timers and the command line."""
