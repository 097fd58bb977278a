"""The console: pages for operators, townships, the county office and its managers."""
