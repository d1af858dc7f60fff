"""Bytes on disk: atomic writes, digests, sealed folders, a cache. Knows no science."""
