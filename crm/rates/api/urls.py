from .views import ExchangeRateViewSet

routes = [("exchange-rates", ExchangeRateViewSet, "exchange-rate")]
