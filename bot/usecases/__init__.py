"""One function per thing that happens. No flask, wechatpy or apscheduler in here."""
