from django.urls import path

from .views import gifts

urlpatterns = [
    path("donations/", gifts.DonationList.as_view(), name="donation_list"),
    path("donations/new/", gifts.donation_add, name="donation_add"),
    path("donations/<int:pk>/", gifts.donation_detail, name="donation"),
    path("donations/<int:pk>/correct/", gifts.donation_correct, name="donation_correct"),
    path("donations/<int:pk>/accept/", gifts.donation_accept, name="donation_accept"),
    path("donations/<int:pk>/refuse/", gifts.donation_refuse, name="donation_refuse"),
    path("donations/<int:pk>/give-back/", gifts.donation_refund, name="donation_refund"),
    path("donations/<int:pk>/shipping/ask/", gifts.shipping_ask, name="shipping_ask"),
    path("donations/<int:pk>/shipping/answer/", gifts.shipping_answer, name="shipping_answer"),
]
