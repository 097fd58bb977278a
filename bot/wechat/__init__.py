"""The official account: the only part that knows WeChat, and the only importer of wechatpy."""
