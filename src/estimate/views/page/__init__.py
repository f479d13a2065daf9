"""An estimate or a comparison as one file to hand on: it reads like a memo, and computes again when a number is moved."""
