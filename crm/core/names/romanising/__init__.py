"""Letters of other scripts in Latin ones, where reading them letter by letter would tell little of their sound."""
