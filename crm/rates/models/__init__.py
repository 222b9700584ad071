from .rate import ExchangeRate

__all__ = ["ExchangeRate"]
