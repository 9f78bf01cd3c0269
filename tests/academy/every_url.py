"""Who may open which address: the one table. A new address must be put here, or tests/academy/test_every_url.py fails.

Kinds:
  public     anybody reads it; a form there may be sent by anybody
  entrance   signing in and up: for those who are not signed in (others are sent on)
  signed_in  whoever is signed in, for themselves
  own        of one person or of those who take part: for a stranger it is not there (404), or asks to take part first
  staff      behind the staff door: a role, and its second factor
  demo       exists in demo mode only
  machine    answers machines: plain, never a page
"""

KINDS = {
    "public": """
        ballot ballot_result ballot_result_json decisions decision
        call plan_resources plan_resource resource_photo resource_photo_small
        spaces space group group_document member_survey contrast space_studies
        entry_confirmation verify verify_any
        landing skills skill courses search course course_print lesson lesson_print privacy standard_page wagtail_serve certificate_check certificate certificate_file
        attendance_certificate_check attendance_certificate attendance_certificate_file
        hubs hub directory directory_entry co_project hub_network hub_figures hub_figures_csv
        city_plan plan_models plan_study plan_support city_plan_report city_plan_report_pdf
        cities city invitation invitation_acceptance invitation_refusal invitation_account cohorts cohort cohort_invitation mentoring mentoring_round
        exchanges exchange exchanges_ics exchanges_atom exchanges_json
        proposal proposal_versions amendment practices practice exchange_ics session_ics city_ics wagtaildocs_serve unfollow mail_stop mail_reply city_letters_stop
        desk_ask help_request referral_answer""",
    "entrance": """
        account_login account_signup account_inactive account_reset_password account_reset_password_done account_reset_password_from_key
        account_reset_password_from_key_done account_email_verification_sent account_confirm_login_code account_logout mfa_authenticate mfa_login_webauthn
        socialaccount_login_cancelled socialaccount_login_error socialaccount_signup openid_connect_login openid_connect_callback no_other_door
        wagtailcore_login wagtailcore_authenticate_with_password wagtaildocs_authenticate_with_password""",
    "signed_in": """
        group_join
        my_badges my_badges_all my_entries my_incubation
        second_factor_needed mfa_index mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes mfa_generate_recovery_codes
        mfa_download_recovery_codes mfa_list_webauthn mfa_add_webauthn mfa_reauthenticate_webauthn usersessions_list socialaccount_connections
        account_reauthenticate account_email account_change_password account_set_password welcome profile
        my_calendar my_calendar_address my_calendar_revocation my_data my_data_export my_data_erase mail_choices my_city_letters
        my_skills my_skills_csv my_skills_json my_skill_goals my_assessment my_endorsements my_endorsement_new
        my_pathway my_pathway_begin my_pathway_steps my my_hours my_mentoring my_exchanges registration my_log my_log_text enrolment cohort_membership""",
    "own": """
        my_journey journey_document
        call_answer
        motor_board group_new space_delegations seat_delegation_withdrawal seat_delegation group_leaving group_words group_closing group_request group_member_new
        group_organiser group_task_new group_task
        member_survey_new member_survey_answer member_survey_publication contrast_new contrast_answer contrast_synthesis space_study_new space_study_removal
        group_meeting_new group_meeting group_meeting_cancellation group_document_new group_document_removal
        proposal_new proposal_new_of_space proposal_edit proposal_revise proposal_putting_forward proposal_withdrawal proposal_comment proposal_comment_withdrawal
        amendment_new amendment_answer amendment_withdrawal
        my_entry my_entry_change my_entry_confirmation my_entry_closing my_entry_reopening my_entry_service_new my_entry_service my_entry_service_end
        my_entry_place_new my_entry_place my_entry_place_end
        ballot_new ballot_closing ballot_cancellation objection_answer objection_word decision_follow_up
        my_badge_file my_badge_name badge_revocation
        my_skill my_skill_goal my_assessment_end my_assessment_removal my_assessment_question my_endorsement my_endorsement_withdrawal
        circle circle_answer circle_meeting_new circle_meeting_notes circle_meeting_cancellation circle_leaving circle_closing
        mentorship_session mentorship_session_change mentorship_session_cancellation mentorship_report mentorship_confirmation mentorship_session_ics
        mentorship mentorship_agreement mentorship_signature mentorship_goals mentorship_goal mentorship_session_new mentorship_times
        mentorship_times_new mentorship_times_choice mentorship_times_withdrawal mentorship_notes mentorship_note_deletion mentorship_pulse
        mentorship_pause mentorship_resumption mentorship_rematch mentorship_closing mentorship_closing_begins mentorship_carrying_on mentorship_end
        my_mentoring_entry my_mentoring_entry_sent my_mentoring_reach my_mentoring_taking_back my_mentoring_shortlist my_mentoring_leaving
        my_proposal my_proposal_answer my_proposal_question my_proposal_reply my_round_reasons my_round_further
        cohort_leaving cohort_name my_pathway_again my_pathway_step practice_adaptation practice_adaptation_withdrawal
        mfa_remove_webauthn mfa_edit_webauthn my_log_deletion withdrawal completion quiz quiz_attempts quiz_attempt quiz_result reflection task discussion thread
        thread_following post post_withdrawal post_report registration_withdrawal registration_offer registration_answers my_certificate certificate_name certificate_revocation
        survey ticket my_attendance_certificate attendance_certificate_revocation exchange_file exchange_file_small""",
    "staff": """
        desk_calls desk_call_new desk_call desk_call_edit desk_call_criteria desk_call_form desk_call_question_new desk_call_preview desk_call_question
        desk_call_question_place desk_call_question_retirement desk_call_publication desk_call_days desk_call_answers desk_call_answer desk_call_results
        desk_resources desk_resource_new desk_resources_csv desk_resources_import desk_resource desk_resource_photos desk_resource_gone desk_civil_new desk_civil
        desk_matches desk_match
        desk_plan desk_plan_new desk_plan_words desk_plan_publication desk_plan_phase desk_plan_consultation desk_study_new desk_study_removal
        desk_measure_new measure_from desk_measure desk_measure_step desk_measure_again desk_measure_place desk_measure_supports desk_support_removal
        desk_indicator_new desk_indicator desk_indicator_values desk_indicator_correction
        desk_spaces desk_space_new desk_space desk_space_words desk_space_opening desk_seat_new desk_seat desk_seat_holder desk_seat_holding_end desk_seat_end
        city_hub city_hub_about city_hub_opening city_hub_closing city_hub_words city_hub_worker_end city_hub_entry_new city_hub_keepers city_hub_keeper_end
        city_hub_import city_hub_export
        city_badges city_badge_new city_badge city_badge_key city_badge_retirement network_badges network_badge_new network_badge network_badge_key network_badge_retirement
        desk_practices desk_practice_new desk_practice pathways_desk pathway_desk_new pathway_desk
        desk_exchanges desk_exchange_new desk_exchange desk_edit desk_seats desk_skills desk_sessions desk_session_new desk_series_new desk_series desk_session
        desk_session_cancel desk_languages desk_language desk_form desk_question_ready desk_question_new desk_form_preview desk_question
        desk_question_place desk_question_retirement desk_picture desk_people desk_people_csv desk_numbers desk_entry desk_message desk_person
        desk_approval desk_rejection desk_offer_answer desk_withdrawal desk_duplicate desk_publish desk_cancel
        lead lead_csv lead_request lead_taking_out lead_meetings lead_meeting_new lead_meeting lead_cancellation lead_presence lead_timetable lead_filling
        lead_messages lead_invitations lead_invitation_withdrawal city_cohorts city_cohort_new city_cohort
        attendance attendance_session attendance_marks attendance_walk_in door minutes minutes_whole minutes_edit files file_change survey_results
        network network_csv network_json network_hours city_hours_shown
        reports report_decision roles role_give role_end outbox outbox_retry
        city_figures city_figures_csv city_figures_json city_report city_figures_list city_figures_letter
        city_desk city_people city_people_csv city_person city_role_give city_person_organisation city_team city_role_end city_organisation_add city_organisation
        city_mentoring city_round_new network_mentoring network_round_new round_desk round_edit round_opening round_removal round_rules round_uptake
        round_simulations round_simulation_new round_comparison round_simulation round_result_file round_input_file round_rulings round_ruling_lifting
        round_publication round_call_closing round_closing round_archiving
        hub_journeys hub_journey_new hub_journey hub_journey_document hub_projects hub_project_new hub_project hub_niches hub_capacity
        hub_queue hub_request city_invitations city_invite_list city_invitation_withdrawal city_invitation_again city_page_edit
        trainer_admit trainer_courses trainer_course trainer_move trainer_checks trainer_roster trainer_roster_csv trainer_message trainer_decide trainer_release
        trainer_lift trainer_skills trainer_tasks trainer_task trainer_dropoff trainer_numbers
        trainer_certificates trainer_revoke trainer_duplicate trainer_publish trainer_preview trainer_questions trainer_question_add
        trainer_question trainer_question_versions trainer_question_retirement trainer_question_preview trainer_question_translation trainer_gift_import
        trainer_gift_export trainer_quiz_add trainer_quiz""",
    "demo": "personas",
    "machine": """
        favicon healthz metrics personal_calendar badge_issuer badge_issuer_did badge_issuer_keys badge_issuer_key badge_status_list badge_achievement
        badge_picture badge_credential""",
}
KIND_OF = {name: kind for kind, names in KINDS.items() for name in names.split()}
# Wagtail's own addresses stand below here: the staff door guards all of them. Its viewsets for our models are made of Wagtail's
# views, sometimes with one of ours in between, and share names such as "edit": they are known by where they stand.
STAFF_PREFIX = "cms/"
WAGTAIL_VIEWSETS = ("cms/snippets/", "cms/organisations/", "cms/cities/", "cms/skills/")
# Addresses below the staff prefix that anybody may meet, and why.
OPEN_BELOW_STAFF = {"cms/login/": "sends on to the academy's sign-in", "cms/logout/": "signs out", "cms/jsi18n/": "words for the editors' scripts",
                    "cms/sprite/": "the editors' icons"}
