"""Mentoring: people enter a round, a matcher proposes, both are asked blind, and only two yes make a mentorship.

Each module is one idea and says in its first line which. To begin: models/rounds.py, then round_input.py (rows -> values), matching/__init__.py
(values -> result), proposing.py (result -> people are asked), answering.py (the second yes), and docs/rules/matching.md for the promises.

who may                  permissions, refusals (why not); QuerySets of models/ say which rows
a round and its days     opening, closing_call, closing_round, rule_changes, round_turn (its lock). in words: next_step, stage_steps, call_words, rule_words,
                         desk_rows, round_form, rules_form. views: desk_rounds, desk_round, desk_rules
an entry                 entering, entry_draft, entry_missing, leaving, stopping. in words: entry_form, skills_rows, hours_grid, entry_reading, entry_mails,
                         words_of_entries; its door: entry_screen. views: entries, leaving_round
hours of a week          weekly_hours (local to UTC). in words: words_of_hours
whom not to meet         exclusions, own_city. never told
within reach, wishes     reach, shortlist. in words: words_of_reach. views: entries, shortlists
uptake                   uptake. views: desk_uptake
the matcher's input      entry_values, exclusions, held_pairs, round_input. in words: open_files
a run                    running, playing, run_progress, simulating, waiting_for_run, result_bytes. in words: step_words, simulation_numbers,
                         simulation_mosaic, comparing, named_lots, words_of_levels. views: desk_runs
a ruling                 ruling. in words: ruling_form. views: desk_rulings
proposals                publishing, proposing, expiring, ending_proposals, pool (the next run). in words: telling_proposals, proposal_mails, own_proposals.
                         views: desk_publish
answering, asking        answering, asking, contact_words. in words: blind_view, proposal_questions, words_of_parts, part_tiles, proposal_forms. views:
                         proposals, proposal_questions
nobody found             why_nobody, blind_mentors. in words: words_of_unserved, words_of_advice, words_of_why_not. views: round_reasons
a mentorship             beginning, signing, goals, notes, pausing, pulse, rematching, closing_talk, ending, mentorship_turn (its lock). in words: own_side,
                         mentorship_page, what_now, mentorship_mosaic, mentorship_forms, mentorship_mails, own_mentorships. views: mentorship,
                         mentorship_course, mentorship_notes; their door: mentorship_door
its sessions             planning, holding, confirming (hours into the ledger), time_polls. in words: session_form, times_form, place_form, session_mails,
                         session_calendar, calendar_entries. views: mentorship_sessions, mentorship_times
circles                  laying_circles, circle_answers, circle_meetings. in words: own_circles, circle_mails, circle_calendar. views: circles
what everybody reads     pair_conditions. in words: public_screen, own_rounds, mentorship_numbers (coordinators). views: public, my_mentoring

words_of_reasons is the one door to all words_of_*. *_handlers carry out what the outbox has kept, *_mails make words when a mail is sent, *_personal_data
say what is held about people, *_urls name the addresses; views/desk_page is the frame of every desk page.
"""
