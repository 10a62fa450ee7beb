"""The access matrix: who gets which answer where. Every route of the server stands here, and nothing else.

A line is one route, one object and one method; its statuses follow the order of `VISITORS`. One status
alone is everyone's.

The objects: `shared`, `practice` and `research` are report cards of Cedar in that space, their rounds, a
file that the worker made of each for whoever recorded it, and files that the two sides are importing (the
shared round is the practice side's own); in addresses of invitations and memberships they are one that
waits on that side, and one of somebody on it. `led` is an invitation that the administrator sent, `gone`
one that was withdrawn, `asked` one to administer, and another administrator, `printed` the link of
`createadmin` on an installation without an administrator. `token` asks as a program does, with a token of
this visitor in place of a session (`token-practice` for the report card in that space), `rounds` and
`figures` with one that reads nothing else; the token of `token_end` is the point person's. `job` is one
that Cedar's point person started; `passkey` and `session` are theirs. `own` asks for the chain of one's own
private space; `named` is a link to the shared card for somebody outside, `over` one that was ended: both
ask for a code, whoever is signed in; `planned` is Cedar’s year, an activity in it and days without research;
`goal` is a goal of both sides and its one strategy; `terms` are those that the point person proposed and
nobody answered; `waits` is an ask that the point person has to decide on, `mailed` the link to it in their
message, which everybody who holds it may open; `meeting` is a dialogue in Cedar’s year with a line on its
agenda and an entry of the point person's; `promised` is a commitment of the practice member; `feed` is the
point person's calendar, read without signing in; `marked` means a demonstration that is visited from its own
machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass

VISITORS = (
    "signed_out",
    "nobody",
    "outsider",
    "former",
    "closed_account",
    "administrator",
    "point_person",
    "practice_member",
    "practice_observer",
    "research_lead",
    "researcher",
    "facilitator",
    "observer",
)

#                                        ---- from outside ----   -- practice --   research   -between-
# route                 object    method  out  nob  ous  for  clo  adm  poi  mem  obs  lead  res  fac  obs
TABLE = """
healthz                    -        GET   200
healthz                    -        POST  405
readyz                     -        GET   503
readyz                     -        POST  405
accessibility              -        GET   200
accessibility              -        POST  405
outbox                     -        GET   404
outbox                     -        POST  405
outbox                     marked   GET   200
outbox                     marked   POST  405
specimens                  -        GET   404
specimens                  marked   GET   200
specimens                  marked   POST  405
people_page                -        GET   404
people_page                marked   GET   200
people_page                marked   POST  405
come_in                    -        GET   405
come_in                    -        POST  404
come_in                    marked   POST  302

account_login              -        GET   200  302  302  302  200  302  302  302  302  302  302  302  302
account_login              -        POST  302
account_request_login_code -        GET   200  302  302  302  200  302  302  302  302  302  302  302  302
account_request_login_code -        POST  302
account_confirm_login_code -        GET   302
account_confirm_login_code -        POST  302
mfa_login_webauthn         -        GET   302
mfa_login_webauthn         -        POST  302
mfa_authenticate           -        GET   302
mfa_authenticate           -        POST  302
district_sign_on           -        GET   405
district_sign_on           -        POST  404
district_back              -        GET   404
district_back              -        POST  405
account_logout             -        GET   302  200  200  200  302  200  200  200  200  200  200  200  200
account_logout             -        POST  302
me                         -        GET   302  200  200  200  302  200  200  200  200  200  200  200  200
me                         -        POST  302
ways_in                    -        GET   302  200  200  200  302  200  200  200  200  200  200  200  200
ways_in                    -        POST  302  405  405  405  302  405  405  405  405  405  405  405  405
mfa_index                  -        GET   302  200  200  200  302  200  200  200  200  200  200  200  200
mfa_index                  -        POST  302  405  405  405  302  405  405  405  405  405  405  405  405
mfa_add_webauthn           -        GET   302  200  200  200  302  200  302  200  200  200  200  200  200
mfa_add_webauthn           -        POST  302  200  200  200  302  200  302  200  200  200  200  200  200
name_passkey               -        GET   302  404  404  404  302  404  302  404  404  404  404  404  404
name_passkey               -        POST  302  404  404  404  302  404  302  404  404  404  404  404  404
name_passkey               passkey  GET   302  404  404  404  302  404  302  404  404  404  404  404  404
name_passkey               passkey  POST  302  404  404  404  302  404  302  404  404  404  404  404  404
remove_passkey             -        GET   302  404  404  404  302  404  302  404  404  404  404  404  404
remove_passkey             -        POST  302  404  404  404  302  404  302  404  404  404  404  404  404
remove_passkey             passkey  GET   302  404  404  404  302  404  302  404  404  404  404  404  404
remove_passkey             passkey  POST  302  404  404  404  302  404  302  404  404  404  404  404  404
mfa_activate_totp          -        GET   302  200  200  200  302  200  302  200  200  200  200  200  200
mfa_activate_totp          -        POST  302  200  200  200  302  200  302  200  200  200  200  200  200
mfa_deactivate_totp        -        GET   302  404  404  404  302  404  404  404  404  404  404  404  404
mfa_deactivate_totp        -        POST  302  404  404  404  302  404  404  404  404  404  404  404  404
mfa_view_recovery_codes    -        GET   302  404  404  404  302  404  404  404  404  404  404  404  404
mfa_view_recovery_codes    -        POST  302  405  405  405  302  405  405  405  405  405  405  405  405
mfa_generate_recovery_codes -       GET   302  200  200  200  302  200  302  200  200  200  200  200  200
mfa_generate_recovery_codes -       POST  302  200  200  200  302  200  302  200  200  200  200  200  200
mfa_reauthenticate         -        GET   302  403  403  403  302  403  302  403  403  403  403  403  403
mfa_reauthenticate         -        POST  302  403  403  403  302  403  302  403  403  403  403  403  403
mfa_reauthenticate_webauthn -       GET   302  403  403  403  302  403  200  403  403  403  403  403  403
mfa_reauthenticate_webauthn -       POST  302  403  403  403  302  403  302  403  403  403  403  403  403
end_session                -        GET   302  405  405  405  302  405  405  405  405  405  405  405  405
end_session                -        POST  302  404  404  404  302  404  404  404  404  404  404  404  404
end_session                session  POST  302  404  404  404  302  404  302  404  404  404  404  404  404
end_other_sessions         -        GET   302  405  405  405  302  405  405  405  405  405  405  405  405
end_other_sessions         -        POST  302
my_calendar                -        GET   302  200  200  200  302  200  200  200  200  200  200  200  200
my_calendar                -        POST  302
calendar_feed              -        GET   404
calendar_feed              feed     GET   200
calendar_feed              feed     POST  405
known                      -        GET   302  200  200  200  302  200  200  200  200  200  200  200  200
known                      -        POST  302  405  405  405  302  405  405  405  405  405  405  405  405
known_file                 -        GET   302  200  200  200  302  200  200  200  200  200  200  200  200
known_file                 -        POST  302  405  405  405  302  405  405  405  405  405  405  405  405
erase                      -        GET   302  200  200  200  302  200  200  200  200  200  200  200  200
erase                      -        POST  302
first_administrator        -        GET   404
first_administrator        -        POST  404
first_administrator        printed  GET   200
first_administrator        printed  POST  302
kept_form                  -        GET   302
kept_form                  -        POST  302  405  405  405  302  405  405  405  405  405  405  405  405
set_language               -        GET   405
set_language               -        POST  302

home                       -        GET   302
home                       -        POST  405
partnerships               -        GET   302  200  200  200  302  200  200  200  200  200  200  200  200
partnerships               -        POST  302  405  405  405  302  405  405  405  405  405  405  405  405

installation_ledger        -        GET   302  404  404  404  302  200  404  404  404  404  404  404  404
installation_ledger        -        POST  405
administrators             -        GET   302  404  404  404  302  200  404  404  404  404  404  404  404
administrators             -        POST  405
administrator_invite       -        GET   302  404  404  404  302  200  404  404  404  404  404  404  404
administrator_invite       -        POST  302  404  404  404  302  302  404  404  404  404  404  404  404
administrator_invitation   asked    GET   405
administrator_invitation   asked    POST  302  404  404  404  302  302  404  404  404  404  404  404  404
administrator_invitation   practice POST  302  404  404  404  302  404  404  404  404  404  404  404  404
administrator_close        asked    GET   302  404  404  404  302  200  404  404  404  404  404  404  404
administrator_close        missing  GET   302  404  404  404  302  404  404  404  404  404  404  404  404
administrator_close        asked    POST  302  404  404  404  302  302  404  404  404  404  404  404  404
administrator_invited      asked    GET   200
administrator_invited      practice GET   404
administrator_invited      asked    POST  302  200  200  200  302  200  200  200  200  200  200  200  200
administrator_answer       asked    GET   405
administrator_answer       asked    POST  302
administrator_answer       practice POST  404
administration             -        GET   302  404  404  404  302  200  404  404  404  404  404  404  404
administration             -        POST  405
emergency                  -        GET   404  404  404  404  404  200  404  404  404  404  404  404  404
emergency                  missing  GET   404
emergency                  -        POST  404  404  404  404  404  302  404  404  404  404  404  404  404
emergency_end              -        GET   404  404  404  404  404  405  404  404  404  404  404  404  404
emergency_end              -        POST  404  404  404  404  404  302  404  404  404  404  404  404  404

setup                      -        GET   302  404  404  404  302  200  404  404  404  404  404  404  404
setup                      -        POST  405
setup_organization         -        GET   302  404  404  404  302  200  404  404  404  404  404  404  404
setup_organization         -        POST  302  404  404  404  302  302  404  404  404  404  404  404  404
setup_partnership          -        GET   302  404  404  404  302  200  404  404  404  404  404  404  404
setup_partnership          -        POST  302  404  404  404  302  302  404  404  404  404  404  404  404
setup_one                  -        GET   302  404  404  404  302  200  404  404  404  404  404  404  404
setup_one                  missing  GET   302  404  404  404  302  404  404  404  404  404  404  404  404
setup_one                  -        POST  405
setup_invite               -        GET   302  404  404  404  302  200  404  404  404  404  404  404  404
setup_invite               -        POST  302  404  404  404  302  302  404  404  404  404  404  404  404
setup_invitation           -        GET   405
setup_invitation           practice POST  302  404  404  404  302  404  404  404  404  404  404  404  404
setup_invitation           led      POST  302  404  404  404  302  302  404  404  404  404  404  404  404

invitation                 practice GET   200
invitation                 missing  GET   404
invitation                 gone     GET   410
invitation                 practice POST  302  200  200  200  302  200  200  200  200  200  200  200  200
invitation                 missing  POST  404
invitation                 gone     POST  410
invitation_answer          practice GET   405
invitation_answer          practice POST  302
invitation_answer          missing  POST  404

job                        job      GET   302  404  404  404  302  404  200  404  404  404  404  404  404
job                        job      POST  405
job_cancel                 job      GET   405
job_cancel                 job      POST  302  404  404  404  302  404  302  404  404  404  404  404  404

partnership_home           -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
partnership_home           -        POST  405
needs                      -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
needs                      -        POST  405
people                     -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
people                     -        POST  405
invite                     -        GET   302  404  404  404  302  404  200  403  403  200  403  403  403
invite                     -        POST  302  404  404  404  302  404  302  403  403  302  403  403  403
invitation_again           practice GET   405
invitation_again           practice POST  302  404  404  404  302  404  302  403  403  404  403  403  403
invitation_again           research POST  302  404  404  404  302  404  404  403  403  302  403  403  403
invitation_again           missing  POST  302  404  404  404  302  404  404  403  403  404  403  403  403
invitation_withdraw        practice GET   405
invitation_withdraw        practice POST  302  404  404  404  302  404  302  403  403  404  403  403  403
invitation_withdraw        research POST  302  404  404  404  302  404  404  403  403  302  403  403  403
leave                      -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
leave                      -        POST  302  404  404  404  302  404  302  302  302  302  302  302  302
membership                 practice GET   302  404  404  404  302  404  200  403  403  404  403  403  403
membership                 research GET   302  404  404  404  302  404  404  403  403  200  403  403  403
membership                 missing  GET   302  404  404  404  302  404  404  403  403  404  403  403  403
membership                 practice POST  302  404  404  404  302  404  302  403  403  404  403  403  403
membership                 research POST  302  404  404  404  302  404  404  403  403  302  403  403  403
year                       -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
year                       -        POST  405
year_begin                 -        GET   302  404  404  404  302  404  200  403  403  200  403  200  403
year_begin                 -        POST  302  404  404  404  302  404  302  403  403  302  403  302  403
year_of                    planned  GET   302  404  404  404  302  404  200  200  200  200  200  200  200
year_of                    missing  GET   302  404  404  404  302  404  404  404  404  404  404  404  404
year_of                    planned  POST  405
year_close                 planned  GET   405
year_close                 planned  POST  302  404  404  404  302  404  302  403  403  302  403  302  403
year_close                 missing  POST  302  404  404  404  302  404  404  403  403  404  403  404  403
year_add_phase             planned  GET   302  404  404  404  302  404  200  403  403  200  403  200  403
year_add_phase             planned  POST  302  404  404  404  302  404  302  403  403  302  403  302  403
year_add_activity          planned  GET   302  404  404  404  302  404  200  403  403  200  403  200  403
year_add_activity          planned  POST  302  404  404  404  302  404  302  403  403  302  403  302  403
year_add_activity          missing  GET   302  404  404  404  302  404  404  403  403  404  403  404  403
year_item                  planned  GET   302  404  404  404  302  404  200  200  200  200  200  200  200
year_item                  missing  GET   302  404  404  404  302  404  404  404  404  404  404  404  404
year_item                  planned  POST  302  404  404  404  302  404  302  403  403  302  403  302  403
year_move                  planned  GET   302  404  404  404  302  404  200  403  403  200  403  200  403
year_move                  planned  POST  302  404  404  404  302  404  302  403  403  302  403  302  403
year_move                  missing  GET   302  404  404  404  302  404  404  403  403  404  403  404  403
year_days                  -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
year_days                  -        POST  405
year_bring_calendar        -        GET   302  404  404  404  302  404  200  403  403  200  403  200  403
year_bring_calendar        -        POST  302  404  404  404  302  404  200  403  403  200  403  200  403
year_choose_days           -        GET   405
year_choose_days           -        POST  302  404  404  404  302  404  302  403  403  302  403  302  403
year_add_days              -        GET   302  404  404  404  302  404  200  403  403  200  403  200  403
year_add_days              -        POST  302  404  404  404  302  404  302  403  403  302  403  302  403
year_remove_days           planned  GET   405
year_remove_days           planned  POST  302  404  404  404  302  404  302  403  403  302  403  302  403
meetings                   -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
meetings                   -        POST  405
meeting_plan               -        GET   302  404  404  404  302  404  200  403  403  200  403  200  403
meeting_plan               -        POST  302  404  404  404  302  404  302  403  403  302  403  302  403
meeting_prepare            planned  GET   302  404  404  404  302  404  200  403  403  200  200  200  403
meeting_prepare            planned  POST  302  404  404  404  302  404  302  403  403  302  302  302  403
meeting_prepare            missing  GET   302  404  404  404  302  404  404  403  403  404  404  404  403
meeting                    meeting  GET   302  404  404  404  302  404  200  200  200  200  200  200  200
meeting                    missing  GET   302  404  404  404  302  404  404  404  404  404  404  404  404
meeting                    meeting  POST  405
meeting_change             meeting  GET   302  404  404  404  302  404  200  403  403  200  200  200  403
meeting_change             meeting  POST  302  404  404  404  302  404  302  403  403  302  302  302  403
meeting_agenda             meeting  GET   302  404  404  404  302  404  200  403  403  200  200  200  403
meeting_agenda             meeting  POST  302  404  404  404  302  404  302  403  403  302  302  302  403
meeting_agenda             missing  POST  302  404  404  404  302  404  404  403  403  404  404  404  403
agenda_line                meeting  GET   405
agenda_line                meeting  POST  302  404  404  404  302  404  302  403  403  302  302  302  403
agenda_line                missing  POST  302  404  404  404  302  404  404  403  403  404  404  404  403
meeting_minutes            meeting  GET   302  404  404  404  302  404  302  302  302  302  302  302  302
meeting_minutes            meeting  POST  302  404  404  404  302  404  302  302  403  302  302  302  403
meeting_minutes            missing  POST  302  404  404  404  302  404  404  404  404  404  404  404  404
minutes_entry              meeting  GET   302  404  404  404  302  404  200  200  403  200  200  200  403
minutes_entry              meeting  POST  302  404  404  404  302  404  302  200  403  200  200  200  403
minutes_entry              missing  POST  302  404  404  404  302  404  404  404  403  404  404  404  403
meeting_close              meeting  GET   302  404  404  404  302  404  200  403  403  200  200  200  403
meeting_close              meeting  POST  302  404  404  404  302  404  302  403  403  302  302  302  403
dialogue                   meeting  GET   302  404  404  404  302  404  302  302  302  302  302  302  302
dialogue                   meeting  POST  405
dialogue_strategy          meeting  GET   302  404  404  404  302  404  200  200  200  200  200  200  200
dialogue_strategy          missing  GET   302  404  404  404  302  404  404  404  404  404  404  404  404
dialogue_strategy          meeting  POST  405
dialogue_write             meeting  GET   302  404  404  404  302  404  200  403  403  200  200  200  403
dialogue_write             meeting  POST  302  404  404  404  302  404  302  403  403  302  302  302  403
dialogue_brief             meeting  GET   302  404  404  404  302  404  200  200  200  200  200  200  200
dialogue_brief             meeting  POST  405
year_remove_days           missing  POST  302  404  404  404  302  404  404  403  403  404  403  404  403
getting_to_know            -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
getting_to_know            -        POST  302  404  404  404  302  404  302  403  403  302  403  302  403
goals                      -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
goals                      -        POST  405
goal_new                   -        GET   302  404  404  404  302  404  200  403  403  200  403  403  403
goal_new                   -        POST  302  404  404  404  302  404  302  403  403  302  403  403  403
goal                       goal     GET   302  404  404  404  302  404  200  200  200  200  200  200  200
goal                       missing  GET   302  404  404  404  302  404  404  404  404  404  404  404  404
goal                       goal     POST  405
goal_revise                goal     GET   302  404  404  404  302  404  200  403  403  200  403  403  403
goal_revise                missing  GET   302  404  404  404  302  404  404  403  403  404  403  403  403
goal_revise                goal     POST  302  404  404  404  302  404  302  403  403  302  403  403  403
goal_end                   goal     GET   302  404  404  404  302  404  200  403  403  200  403  403  403
goal_end                   missing  GET   302  404  404  404  302  404  404  403  403  404  403  403  403
goal_end                   goal     POST  302  404  404  404  302  404  302  403  403  302  403  403  403
strategy_new               goal     GET   302  404  404  404  302  404  200  403  403  200  403  403  403
strategy_new               missing  GET   302  404  404  404  302  404  404  403  403  404  403  403  403
strategy_new               goal     POST  302  404  404  404  302  404  302  403  403  302  403  403  403
strategy_revise            goal     GET   302  404  404  404  302  404  200  403  403  200  403  403  403
strategy_revise            missing  GET   302  404  404  404  302  404  404  403  403  404  403  403  403
strategy_revise            goal     POST  302  404  404  404  302  404  302  403  403  302  403  403  403
strategy_end               goal     GET   302  404  404  404  302  404  200  403  403  200  403  403  403
strategy_end               missing  GET   302  404  404  404  302  404  404  403  403  404  403  403  403
strategy_end               goal     POST  302  404  404  404  302  404  302  403  403  302  403  403  403
agreement                  -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
agreement                  -        POST  405
terms_propose              -        GET   302  404  404  404  302  404  200  403  403  200  403  403  403
terms_propose              -        POST  302  404  404  404  302  404  200  403  403  200  403  403  403
terms                      terms    GET   302  404  404  404  302  404  200  200  200  200  200  200  200
terms                      missing  GET   302  404  404  404  302  404  404  404  404  404  404  404  404
terms                      terms    POST  405
terms_answer               terms    GET   405
terms_answer               terms    POST  302  404  404  404  302  404  200  403  403  302  403  403  403
terms_answer               missing  POST  302  404  404  404  302  404  404  403  403  404  403  403  403

commitments                -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
commitments                -        POST  405
commitment_new             -        GET   302  404  404  404  302  404  200  403  403  200  200  200  403
commitment_new             -        POST  302  404  404  404  302  404  302  403  403  302  302  302  403
commitment                 promised GET   302  404  404  404  302  404  200  200  200  200  200  200  200
commitment                 missing  GET   302  404  404  404  302  404  404  404  404  404  404  404  404
commitment                 promised POST  405
commitment_act             promised GET   405
commitment_act             promised POST  302  404  404  404  302  404  302  302  403  403  403  403  403
commitment_act             missing  POST  302  404  404  404  302  404  404  404  404  404  404  404  404
commitment_move            promised GET   302  404  404  404  302  404  200  200  403  403  403  403  403
commitment_move            missing  GET   302  404  404  404  302  404  404  404  404  404  404  404  404
commitment_move            promised POST  302  404  404  404  302  404  302  302  403  403  403  403  403
commitment_drop            promised GET   302  404  404  404  302  404  200  200  403  403  403  403  403
commitment_drop            missing  GET   302  404  404  404  302  404  404  404  404  404  404  404  404
commitment_drop            promised POST  302  404  404  404  302  404  302  302  403  403  403  403  403
commitment_hand_on         promised GET   302  404  404  404  302  404  200  200  403  403  403  403  403
commitment_hand_on         missing  GET   302  404  404  404  302  404  404  404  404  404  404  404  404
commitment_hand_on         promised POST  302  404  404  404  302  404  302  302  403  403  403  403  403

asks                       -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
asks                       -        POST  405
asks_mine                  -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
asks_mine                  -        POST  405
ask_new                    -        GET   302  404  404  404  302  404  200  403  403  200  200  200  403
ask_new                    -        POST  302  404  404  404  302  404  200  403  403  200  200  200  403
ask                        waits    GET   302  404  404  404  302  404  200  200  200  200  200  200  200
ask                        missing  GET   302  404  404  404  302  404  404  404  404  404  404  404  404
ask                        waits    POST  302  404  404  404  302  404  200  403  403  403  403  403  403
ask                        missing  POST  302  404  404  404  302  404  404  404  404  404  404  404  404
ask_link                   mailed   GET   200  302  302  302  200  302  302  302  302  302  302  302  302
ask_link                   mailed   POST  302
ask_link                   missing  GET   404
ask_link                   missing  POST  404
surveys                    -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
surveys                    -        POST  405
card_of_round              shared   GET   302  404  404  404  302  404  302  302  302  302  302  302  302
card_of_round              practice GET   302  404  404  404  302  404  302  302  404  404  404  404  404
card_of_round              research GET   302  404  404  404  302  404  404  404  404  302  302  404  404
card_of_round              shared   POST  405
round_withdraw             shared   GET   302  404  404  404  302  404  200  403  403  404  404  403  403
round_withdraw             practice GET   302  404  404  404  302  404  200  403  403  404  404  403  403
round_withdraw             research GET   302  404  404  404  302  404  404  403  403  200  200  403  403
round_withdraw             shared   POST  302  404  404  404  302  404  302  403  403  404  404  403  403
round_withdraw             research POST  302  404  404  404  302  404  404  403  403  302  302  403  403

imports                    -        GET   302  404  404  404  302  404  200  403  403  200  200  403  403
imports                    -        POST  405
import_bring               -        GET   302  404  404  404  302  404  200  403  403  200  200  403  403
import_bring               -        POST  302  404  404  404  302  404  200  403  403  200  200  403  403
import                     practice GET   302  404  404  404  302  404  200  403  403  404  404  403  403
import                     research GET   302  404  404  404  302  404  404  403  403  200  200  403  403
import                     practice POST  302  404  404  404  302  404  302  403  403  404  404  403  403
import                     research POST  302  404  404  404  302  404  404  403  403  302  302  403  403
import_opening             practice GET   405
import_opening             practice POST  302  404  404  404  302  404  302  403  403  404  404  403  403
import_opening             research POST  302  404  404  404  302  404  404  403  403  302  302  403  403
import_check               practice GET   302  404  404  404  302  404  302  403  403  404  404  403  403
import_check               research GET   302  404  404  404  302  404  404  403  403  302  302  403  403
import_check               practice POST  302  404  404  404  302  404  302  403  403  404  404  403  403
import_members             practice GET   302  404  404  404  302  404  200  403  403  404  404  403  403
import_members             research GET   302  404  404  404  302  404  404  403  403  200  200  403  403
import_members             practice POST  302  404  404  404  302  404  200  403  403  404  404  403  403
import_mapping             practice GET   302  404  404  404  302  404  200  403  403  404  404  403  403
import_mapping             research GET   302  404  404  404  302  404  404  403  403  200  200  403  403
import_mapping             practice POST  405
import_discard             practice GET   405
import_discard             practice POST  302  404  404  404  302  404  302  403  403  404  404  403  403
import_discard             research POST  302  404  404  404  302  404  404  403  403  302  302  403  403
methods                    -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
methods                    -        POST  405

ledger                     -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
ledger                     own      GET   302  404  404  404  302  404  200  200  403  200  200  403  403
ledger                     -        POST  405
ledger_verify              -        GET   405
ledger_verify              -        POST  302  404  404  404  302  404  200  200  200  200  200  200  200
ledger_verify              own      POST  302  404  404  404  302  404  200  200  403  200  200  403  403
private_space              -        GET   302  404  404  404  302  404  200  200  403  200  200  403  403
private_space              -        POST  405

report_card                -        GET   302  404  404  404  302  404  200  200  200  200  200  200  200
report_card                -        POST  405
report_card_round          shared   GET   302  404  404  404  302  404  200  200  200  200  200  200  200
report_card_round          practice GET   302  404  404  404  302  404  200  200  404  404  404  404  404
report_card_round          research GET   302  404  404  404  302  404  404  404  404  200  200  404  404
report_card_round          shared   POST  405
dimension                  shared   GET   302  404  404  404  302  404  200  200  200  200  200  200  200
dimension                  practice GET   302  404  404  404  302  404  200  200  404  404  404  404  404
dimension                  research GET   302  404  404  404  302  404  404  404  404  200  200  404  404
dimension                  shared   POST  405
assess_again               shared   GET   405
assess_again               shared   POST  302  404  404  404  302  404  302  403  403  302  302  302  403
assess_again               practice POST  302  404  404  404  302  404  302  403  403  404  404  404  403
assess_again               research POST  302  404  404  404  302  404  404  403  403  302  302  404  403

take_away                  shared   GET   302  404  404  404  302  404  200  200  200  200  200  200  200
take_away                  practice GET   302  404  404  404  302  404  200  200  404  404  404  404  404
take_away                  research GET   302  404  404  404  302  404  404  404  404  200  200  404  404
take_away                  shared   POST  302  404  404  404  302  404  302  302  302  302  302  302  302
take_away                  practice POST  302  404  404  404  302  404  302  302  404  404  404  404  404
take_away                  research POST  302  404  404  404  302  404  404  404  404  302  302  404  404
report_file                shared   GET   302  404  404  404  302  404  200  404  404  404  404  404  404
report_file                practice GET   302  404  404  404  302  404  200  404  404  404  404  404  404
report_file                research GET   302  404  404  404  302  404  404  404  404  200  404  404  404
report_file                shared   POST  405

shares                     shared   GET   302  404  404  404  302  404  200  403  403  200  403  403  403
shares                     practice GET   302  404  404  404  302  404  200  403  403  404  403  403  403
shares                     research GET   302  404  404  404  302  404  404  403  403  200  403  403  403
shares                     shared   POST  405
share_out                  shared   GET   302  404  404  404  302  404  200  403  403  200  403  403  403
share_out                  practice GET   302  404  404  404  302  404  302  403  403  404  403  403  403
share_out                  shared   POST  302  404  404  404  302  404  302  403  403  302  403  403  403
share_out                  practice POST  302  404  404  404  302  404  302  403  403  404  403  403  403
share_out                  research POST  302  404  404  404  302  404  404  403  403  302  403  403  403
share_act                  named    GET   405
share_act                  named    POST  302  404  404  404  302  404  302  403  403  302  403  403  403
share_act                  missing  POST  302  404  404  404  302  404  404  403  403  404  403  403  403
shared                     named    GET   200
shared                     over     GET   410
shared                     missing  GET   404
shared                     named    POST  302
shared                     over     POST  410
shared                     missing  POST  404
shared_code                named    GET   302
shared_code                over     GET   410
shared_code                missing  GET   404
shared_code                named    POST  302
shared_code                over     POST  410
shared_code                missing  POST  404
shared_pdf                 named    GET   405
shared_pdf                 named    POST  302
shared_pdf                 over     POST  410
shared_pdf                 missing  POST  404
shared_close               named    GET   405
shared_close               named    POST  302
shared_close               over     POST  302
shared_close               missing  POST  404

share                      shared   GET   302  404  404  404  302  404  200  403  403  200  403  403  403
share                      practice GET   302  404  404  404  302  404  200  403  403  404  403  403  403
share                      research GET   302  404  404  404  302  404  404  403  403  200  403  403  403
share                      shared   POST  302  404  404  404  302  404  302  403  403  302  403  403  403
share                      practice POST  302  404  404  404  302  404  302  403  403  404  403  403  403
share                      research POST  302  404  404  404  302  404  404  403  403  302  403  403  403

tokens                     -        GET   302  200  200  200  302  200  200  200  200  200  200  200  200
tokens                     -        POST  302  200  200  200  302  200  200  200  200  200  200  200  200
token_end                  -        GET   302  405  405  405  302  405  405  405  405  405  405  405  405
token_end                  -        POST  302  404  404  404  302  404  302  404  404  404  404  404  404
token_end                  missing  POST  302  404  404  404  302  404  404  404  404  404  404  404  404
api_documentation          -        GET   200
api_documentation          -        POST  405
api_openapi                -        GET   200
api_openapi                -        POST  405
api_nothing                -        GET   404
api_nothing                -        POST  404
api_partnerships           -        GET   401
api_partnerships           -        POST  405
api_partnerships           token    GET   401  200  200  200  401  200  200  200  200  200  200  200  200
api_partnership            -        GET   401
api_partnership            -        POST  405
api_partnership            token    GET   401  404  404  404  401  404  200  200  200  200  200  200  200
api_rounds                 -        GET   401
api_rounds                 -        POST  405
api_rounds                 token    GET   401  404  404  404  401  404  200  200  200  200  200  200  200
api_rounds                 figures  GET   401  404  404  404  401  404  403  403  403  403  403  403  403
api_assessments            -        GET   401
api_assessments            -        POST  405
api_assessments            token    GET   401  404  404  404  401  404  200  200  200  200  200  200  200
api_assessments            rounds   GET   401  404  404  404  401  404  403  403  403  403  403  403  403
api_figures                shared   GET   401
api_figures                shared   POST  405
api_figures                token    GET   401  404  404  404  401  404  200  200  200  200  200  200  200
api_figures                token-practice GET 401 404 404 404  401  404  200  200  404  404  404  404  404
api_figures                token-research GET 401 404 404 404  401  404  404  404  404  200  200  404  404
api_figures                rounds   GET   401  404  404  404  401  404  403  403  403  403  403  403  403
api_figures                token    POST  405
"""


@dataclass(frozen=True)
class Row:
    route: str
    thing: str
    method: str
    expected: dict[str, int]


def rows() -> Iterator[Row]:
    for line in TABLE.splitlines():
        if not line:
            continue
        route, thing, method, *statuses = line.split()
        numbers = [int(status) for status in statuses]
        if len(numbers) == 1:
            numbers *= len(VISITORS)
        yield Row(route, thing, method, dict(zip(VISITORS, numbers, strict=True)))
