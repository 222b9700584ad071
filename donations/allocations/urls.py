from django.urls import path

from .views import allocations, destinations, intents, pools

urlpatterns = [
    path("allocations/", allocations.AllocationList.as_view(), name="allocation_list"),
    path("allocations/<int:pk>/", allocations.allocation_detail, name="allocation"),
    path("allocations/<int:pk>/approve/", allocations.allocation_approve, name="allocation_approve"),
    path("allocations/<int:pk>/reject/", allocations.allocation_reject, name="allocation_reject"),
    path("allocations/<int:pk>/withdraw/", allocations.allocation_withdraw, name="allocation_withdraw"),
    path("allocations/<int:pk>/take-back/", allocations.allocation_take_back, name="allocation_take_back"),
    path("destinations/", destinations.DestinationList.as_view(), name="destination_list"),
    path("destinations/new/", destinations.destination_add, name="destination_add"),
    path("destinations/<int:pk>/", destinations.destination_detail, name="destination"),
    path("destinations/<int:pk>/edit/", destinations.destination_edit, name="destination_edit"),
    path("pools/", pools.pool_list, name="pool_list"),
    path("pools/to-be-allocated/", pools.pool_detail, name="pool_unearmarked"),
    path("pools/to-be-allocated/allocate/", allocations.allocation_propose, name="allocation_propose_unearmarked"),
    path("pools/<int:pk>/", pools.pool_detail, name="pool"),
    path("pools/<int:pk>/allocate/", allocations.allocation_propose, name="allocation_propose"),
    path("donations/<int:pk>/intent/", intents.intent_ask, name="intent_ask"),
    path("intent-questions/<int:pk>/", intents.intent_answer, name="intent_answer"),
]
