"""The tools every chapter uses; knows no office and no training."""
