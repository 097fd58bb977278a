"""The WeChat part: bytes of the platform in, bytes for the platform out."""
