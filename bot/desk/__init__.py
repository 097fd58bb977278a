"""The desk: pages for staff on their phones, reached from an alert in WeChat."""
