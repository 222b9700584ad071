from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crm.core import files
from crm.core.forms import VersionField
from crm.core.visibility import Visibility

from ...enums import DocumentKind


class DocumentChangeForm(forms.Form):
    title = forms.CharField(label=capfirst(_("title")), max_length=200)
    kind = forms.ChoiceField(label=capfirst(_("kind")), choices=DocumentKind.choices, initial=DocumentKind.OTHER)
    visibility = forms.ChoiceField(
        label=capfirst(_("who may read it")),
        choices=Visibility.choices,
        help_text=_("“Own office” are all offices of this engagement. That the document exists, everybody sees."),
    )
    version = VersionField()


class DocumentForm(DocumentChangeForm):
    file = forms.FileField(label=capfirst(_("file")), widget=forms.ClearableFileInput(attrs={"accept": files.ACCEPT}))
    title = forms.CharField(
        label=capfirst(_("title")), max_length=200, required=False, help_text=_("Empty: the file's name.")
    )
    version = None
