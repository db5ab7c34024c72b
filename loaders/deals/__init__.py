"""Deals that no pattern reads: a sequence model of who buys, sells and is bought, and its spans as claims."""
