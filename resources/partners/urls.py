from django.urls import path

from resources.partners import views

app_name = "partners"

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("keluar/", views.LeaveView.as_view(), name="leave"),
    path("selesai/", views.LeftView.as_view(), name="left"),
    path("kata-sandi/", views.ChangePasswordView.as_view(), name="password"),
    path("lupa/", views.ForgottenView.as_view(), name="forgotten"),
    path("lupa/terkirim/", views.ForgottenSentView.as_view(), name="forgotten_sent"),
    path("lupa/<uidb64>/<token>/", views.ResetView.as_view(), name="reset"),
    path("undangan/<str:token>/", views.invitation, name="invitation"),
]
