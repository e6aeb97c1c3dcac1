"""Where a rule comes from has columns: a council's standard and a version of the law can begin on one day, and
what shipped is replaced by what ships next. Until now only standards were marked; what shipped is known by the
versions that ever shipped, so what a council loaded beside them stays its own."""

from django.db import migrations, models

OLD = "set_by_council"  # the mark among a rule's facts until now

SHIPPED = """
clock.acknowledge:UK:2018-03-01 clock.answer_question:UK:2018-03-01
clock.delivery_update_first:UK:2018-03-01 clock.delivery_update_second:UK:2018-03-01
clock.final_feedback:UK:2018-03-01 clock.interim_feedback:UK:2018-03-01
clock.moderation_safety:UK:2018-03-01 disclosure.minimum_count:UK:2018-03-01
disclosure.no_two_sensitive:UK:2018-03-01 disclosure.percentage_base:UK:2018-03-01
disclosure.secondary:UK:2018-03-01 disclosure.special_category:UK:2018-03-01
eng.acv.compensation:E:2012-09-21 eng.acv.decision:E:2012-09-21 eng.acv.listing:E:2012-09-21
eng.acv.moratorium.full:E:2012-09-21 eng.acv.moratorium.interim:E:2012-09-21
eng.acv.moratorium.protected:E:2012-09-21 eng.acv.review:E:2012-09-21 eng.allocation_scheme:E:1997-04-01
eng.allocation_scheme:E:2012-06-18 eng.article_4:E:2015-04-15 eng.best_value:E:1999-08-10
eng.best_value:E:2000-04-01 eng.budget.business:E:1992-03-06 eng.budget.business:EW:1992-03-06
eng.childrens_centres:E:2010-01-12 eng.cil_schedule:E:2010-04-06 eng.cil_schedule:E:2019-09-01
eng.ctrs:E:2012-10-31 eng.ctrs:E:2012-11-01 eng.ctrs:E:2018-01-12 eng.governance_petition:E:2015-03-26
eng.governance_referendum.petition:E:2012-01-23 eng.governance_referendum.petition:E:2012-05-04
eng.governance_review:E:2015-03-26 eng.governance_review:E:2015-03-27 eng.key_decision:E:2012-09-10
eng.ldo:E:2015-04-15 eng.lp2012.preparation:E:2012-04-06 eng.lp2012.publication:E:2012-04-06
eng.lp2026.content:E:2026-03-25 eng.lp2026.gateway_1:E:2026-03-25 eng.lp2026.proposed:E:2026-03-25
eng.lp2026.scoping:E:2026-03-25 eng.lp2026.summaries:E:2026-03-25 eng.ndo.pre_submission:E:2012-04-06
eng.ndo.publicity:E:2012-04-06 eng.ndo.site_notice:E:2012-04-06 eng.ndo.site_notice:E:2017-05-16
eng.np.area:E:2012-04-06 eng.np.decision:E:2016-10-01 eng.np.forum:E:2012-04-06
eng.np.forum.life:E:2011-11-15 eng.np.forum.life:E:2012-04-06 eng.np.made:E:2016-10-01
eng.np.referendum:E:2016-10-01 eng.np.referendum.business:E:2016-10-01 eng.np.reg14:E:2012-04-06
eng.np.reg15:E:2012-04-06 eng.np.reg16:E:2012-04-06 eng.np.statement.decision:E:2012-04-06
eng.np.statement.made:E:2012-04-06 eng.pavement_licence:E:2024-03-31 eng.petition.debate:E:2012-04-01
eng.pharmaceutical_needs:E:2013-04-01 eng.planning_application.environmental:E:2017-05-16
eng.planning_application.press:E:2015-04-15 eng.planning_application.press:E:2018-06-01
eng.planning_application.site_notice:E:2015-04-15 eng.planning_application.site_notice:E:2018-06-01
eng.right_to_challenge:E:2012-06-27 eng.school_admissions:E:2015-10-01 eng.school_admissions:E:2021-09-01
eng.school_alteration:E:2014-01-28 eng.school_closure:E:2014-01-28 eng.school_closure.before:E:2014-01-28
eng.selective_licensing:E:2024-12-23 eng.send_local_offer:E:2014-09-01 eng.service_closure:E:2011-04-05
eng.spd:E:2012-04-06 eng.supplementary_plan:E:2026-03-25 eng.village_green:E:2007-04-06
ew.cumulative_impact.review:EW:2018-04-06 ew.experimental_traffic:EW:1996-11-01
ew.experimental_traffic:EW:1996-12-01 ew.experimental_traffic.life:EW:1984-09-26
ew.gambling_policy:EW:2006-03-31 ew.gambling_policy:EW:2007-01-31 ew.gambling_policy.review:EW:2007-01-31
ew.leaseholders:EW:2003-10-31 ew.leaseholders:EW:2004-03-31 ew.licensing_policy:EW:2005-02-07
ew.licensing_policy:EW:2013-04-01 ew.licensing_policy.review:EW:2012-04-25 ew.premises_licence:EW:2005-11-24
ew.premises_licence:EW:2012-04-25 ew.pspo:EW:2014-10-20 ew.pspo.life:EW:2014-10-20
ew.public_path_order:EW:1981-01-01 ew.secure_tenants:EW:1986-04-01 ew.traffic_order:EW:1996-11-01
ew.traffic_order:EW:1996-12-01 meeting.agenda:E:2002-10-01 meeting.agenda:NI:2015-04-01
meeting.agenda:S:1986-04-01 meeting.agenda:W:2021-05-01 ni.equality_scheme:NI:2000-01-01
open.extra.bank_holidays:UK:2018-03-01 open.extra.intermediaries:UK:2018-03-01
open.extra.meeting_cycle:UK:2018-03-01 open.extra.school_holidays:UK:2018-03-01
open.keying_grace:UK:2018-03-01 open.light:UK:2018-03-01 open.major:UK:2018-03-01
open.standard:UK:2018-03-01 open.strategic:UK:2018-03-01 plan.approval:UK:2018-03-01
plan.pilot:UK:2018-03-01 plan.report:UK:2018-03-01 restricted.dissolution:UK:2015-03-30
restricted.pre_election:S:2012-01-01 restricted.pre_election:UK:1986-04-01 restricted.results:UK:1986-04-01
sco.asset_transfer:S:2017-01-23 sco.ldp:S:2023-05-19 sco.major_development:S:2009-04-06
sco.major_development:S:2009-08-03 sco.participation_request:S:2017-04-01
sco.participation_request.answer:S:2017-04-01 sco.participation_request.joint:S:2017-04-01
sco.school_proposals:S:2010-04-05 sco.school_proposals.report:S:2010-04-05 wal.ldp:W:2005-10-15
wal.major_development:W:2016-03-16 wal.major_development:W:2016-08-01
wal.participation_strategy:W:2022-05-05 wal.performance:W:2021-04-01 wal.school_organisation:W:2018-11-01
wal.school_organisation.objections:W:2013-10-01 wal.school_organisation.objections:W:2018-11-01
wal.wellbeing_plan:W:2016-04-01 wal.wellbeing_plan.advice:W:2016-04-01 wal.welsh_effects:W:2015-03-31
"""


def _mark(apps, schema_editor):
    rules = apps.get_model("law", "Rule").objects.using(schema_editor.connection.alias)
    versions = set(SHIPPED.split())
    for rule in rules.exclude(value__has_key=OLD):
        if f"{rule.key}:{rule.nation}:{rule.valid_from}" in versions:
            rules.filter(pk=rule.pk).update(shipped=True)
    for rule in rules.filter(value__has_key=OLD):
        rule.by_council = bool(rule.value.pop(OLD))
        rule.save(update_fields=["by_council", "value"])


def _mark_as_before(apps, schema_editor):
    Rule = apps.get_model("law", "Rule")
    for rule in Rule.objects.using(schema_editor.connection.alias).filter(by_council=True):
        rule.value[OLD] = True
        rule.save(update_fields=["value"])


class Migration(migrations.Migration):
    dependencies = [
        ("law", "0002_one_off_days"),
    ]

    operations = [
        migrations.AddField(
            model_name="rule",
            name="by_council",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="rule",
            name="shipped",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(_mark, _mark_as_before),
        migrations.RemoveConstraint(
            model_name="rule",
            name="rule_once_a_start_date",
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.UniqueConstraint(
                fields=["key", "nation", "valid_from", "by_council"], name="rule_once_a_start_date"
            ),
        ),
    ]
