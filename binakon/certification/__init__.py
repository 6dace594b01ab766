"""We certify: how a worker's certification case ends."""
