"""Answering where there is no network: devices, what they carry, and the sealed answers that they send later."""
