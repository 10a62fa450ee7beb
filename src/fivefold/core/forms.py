"""How every form of the server is drawn: label, hint, then the input; errors say "Fix" and how."""

from django.forms.renderers import DjangoTemplates


class FormRenderer(DjangoTemplates):
    field_template_name = "core/forms/field.html"
    form_template_name = "core/forms/form.html"
