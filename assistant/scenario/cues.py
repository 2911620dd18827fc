"""The words that tell what a question asks, as data: one pattern per cue.

Patterns are matched on the question in lower case with the names of bodies replaced by ``thebody``. No pattern names
a council, a document or a question.
"""

from __future__ import annotations

import re
from functools import cache

YEARLY = r"(?:a|per|each|every) (?:single )?(?:financial )?year|year[- ]on[- ]year|annual(?:ly)?|yearly|per annum|p\.?a\b\.?|/ ?ye?a?r\b|every 12 months"
DOWN = (
    r"reduc\w*|cut\w*|fall\w*|fell|shr[aiu]nk\w*|drop\w*|los(?:e|es|ing|t)\b|decreas\w*|declin\w*|down\b|lower\w*|trim\w*|"
    r"slash\w*|shed(?:s|ding)?\b|contract(?:s|ed|ing)\b|tak(?:e|es|ing) .{0,40}?\b(?:off|out)\b|remov\w*|fewer|smaller|less\b|"
    r"downsiz\w*|shav\w*|slim\w*|leaner|dip\w*|go(?:es)? down|halv\w+|squeez\w*|minus|attrition|bring down|leav(?:e|es|ing)\b"
)
UP = (
    r"gr[eo]w\w*|ris(?:e|es|ing|en)\b|rose\b|increas\w*|expand\w*|expansion|\bup\b|add(?:s|ed|ing)?\b|gain\w*|more\b|higher|climb\w*|"
    r"doubl\w*|trebl\w*|tripl\w*|rais\w*|bigger|plus\b|went up|inflation|uplift\w*|grown|improv\w*"
)
STAFF = r"(?:staff|employees?|people|persons?|workers?|workforce|colleagues?|heads?|headcount|jobs?|posts?|team|personnel|members of staff)"
POST = r"(?:posts?|ftes?|full[- ]time equivalents?|heads?|persons?|people|employees?|jobs?|roles?|staff|workers?|members? of staff|positions?|place|one)"
LEAVER = r"(?:leavers?|departures?|resignations?|exits?|people who leave|vacanc(?:y|ies)|those who (?:leave|go)|quitters?)"
REPLACE = (
    r"(?:replac\w*|backfill\w*|back-fill\w*|refill\w*|re-fill\w*|fill\w*|rehir\w*|recruit\w*|re-recruit\w*)"
)

CUES: dict[str, str] = {
    # what may not be asked
    "probability": r"\bprobab\w*|\blikelihood\b|\bhow likely\b|\bchances?\b|\bodds\b|\bhow (?:certain|confident|sure)\b|\blikely (?:is|are) it\b|\bis it likely\b",
    "forecast": r"\bactually (?:be|have|employ|happen)\b|\bpredict\w*|\bforecast\w*|\bwhat (?:is|are) going to happen\b|\breally be\b|\bexpected to be\b",
    "person": r"\b(?:which|who|whose|name|identify|list)\b.{0,50}\b(?:redundan\w*|sack\w*|fired?\b|dismiss\w*|let go|lay off|laid off|lose (?:his|her|their) jobs?|made to leave|get rid of|poor perform\w*|should (?:go|leave|be cut))",
    "person_single": r"\b(?:salary|pay|wage|sickness|sick record|age|earnings|absence|ethnicity|religion|disability)\b.{0,20}\b(?:of|for) (?:mr|mrs|ms|miss|dr)\b|\b(?:mr|mrs|ms|miss|dr)\.? [a-z]+(?: [a-z]+)?'s (?:salary|pay|sickness|age|record|absence)",
    # what if, trend, hold
    "what_if": r"\bwhat if\b|\bsuppose\b|\bassum(?:e|ing)\b|\bwhat would\b|\bwhat happens\b|\bimagine\b|\bhow would\b|\bif\b|\bthen what\b|\bwhat then\b|\bwhat would\b|\bsay\b",
    "steady": r"\b(?:if )?nothing (?:else )?changes\b|\bunchanged\b|\bstays? (?:the same|as (?:it is|they are|now)|put|flat|level)\b|\b(?:at|on) (?:the )?(?:current|present|existing|today's|same) (?:rate|level|pace)\b|\bholds?(?: steady)?\b|\bcarries on as\b|\bremains? (?:the same|at|constant)\b|\bas (?:things|it) (?:are|is|stands?)\b",
    "trend": r"\b(?:keeps?|kept|continues?|carr(?:y|ies) on|goes on)\b.{0,40}\b(?:rate|trend|pace|way|losing|shrinking|falling|growing|as it (?:did|has))\b|\b(?:on|at|by|following|extrapolat\w*)\b.{0,25}\btrend\b|\btrend (?:continues|carries on|holds)\b|\bat the (?:same )?(?:rate|pace) (?:it|they|seen|between|of)\b|\bsame (?:rate|pace) as (?:it|between|before)\b",
    "future": r"\bwill\b|\bgoing to\b|\bexpect\w*|^(?:please |can you |could you |now )*project\b|\bprojections?\b|\bprojected\b|\bby 20\d\d\b|\bin \w+ years'? time\b|\bnext year\b|\bin the future\b|\broll\w* .{0,40}forward\b|\bforward to\b|\bheading\b|\byears? (?:on|from now|hence|ahead)\b",
    "change_word": r"\bhow (?:will|would|might|could)\b.{0,60}\bchange\b|\bwhere (?:is|are) .{0,60}\b(?:heading|going|headed)\b|\broll\w* .{0,40}forward\b",
    "project": r"^(?:please |can you |could you |now )*project\b|\bprojections?\b|\bprojected\b|\bto project\b|\bextrapolat\w+",
    # time and rate
    "when": r"\bwhen\b|\bhow (?:long|soon|many (?:more )?years)\b|\b(?:which|what) year\b|\bhow much time\b|\bby what (?:date|year)\b|\bhow quickly\b.{0,30}\bat\b",
    "what_rate": r"\b(?:what|which) (?:annual |yearly |constant |steady |kind of )*(?:rate|pace|cut|fall|reduction|growth|increase|percentage|change)s?\b.{0,40}\b(?:gets?|takes?|need\w*|require\w*|would|brings?|reach\w*|deliver\w*|hit\w*|must|achiev\w*|mak\w*|do we|does)\b|\bhow (?:fast|quickly|steep\w*|sharp\w*)\b|\brequired (?:rate|cut|fall|change)\b|\bwhat (?:is|would|does|will) (?:that|it|this) (?:be |work out (?:at|as) |come to |mean )?(?:a|per|each|every) year\b|\bhow much (?:is|would|must|does|should) (?:that|it|this)?.{0,20}(?:a|per|each|every) year\b|\bwhat (?:does|would|will) it take\b|\bwhat (?:fall|cut|rise|change|drop|reduction|increase|growth) is (?:that|this|it)\b|\b(?:annual|yearly|year-on-year) (?:rate|cut|fall|change|reduction|drop|increase|improvement|growth)\b.{0,40}\b(?:need\w*|required?|to (?:get|reach|hit|be|achieve)|gets?|would|must|is|does)\b|\bper year (?:is|would|do)\b|\bhow many .{0,30}(?:a|per|each|every) year (?:is|would) (?:that|it|this)\b|\b(?:what|which) (?:annual |yearly |constant |steady )*(?:rate|pace|cut|fall|reduction|growth|increase|change)s?(?: of \w+)? (?:makes?|gives?|adds? up to|comes? to|equals?|produces?|implies|works? out)\b|\bhow (?:much|many points?|many) (?:is that |would that be |must it be )?(?:a|per|each|every) year\b|\bwhat (?:is|would be) the (?:annual |yearly )?(?:fall|cut|rise|change|drop|reduction|increase|growth) (?:each|a|per|every) year\b|\bwhat (?:yearly|annual) (?:reduction|cut|fall|rise|increase|change|growth)\b|\b(?:what|which) (?:annual|yearly)(?: \w+){0,3} (?:cut|fall|reduction|rise|increase|change|rate)\b",
    "enough": r"\benough\b|\bsufficient\b|\bwould .{0,40}\b(?:deliver|achieve|meet|reach|get (?:us|them|it|thebody) to|hit)\b|\bget (?:us|them|it) there\b|(?<!when )(?<!long )\bdoes .{0,40}\b(?:deliver|achieve|meet|add up to|amount to)\b",
    "path": r"\byear by year\b|\bpath\b|\btrajectory\b|\beach year'?s? (?:figure|level)\b|\bphas\w+|\bprofile of\b|\byearly figures\b|\bshow (?:me )?each year\b|\byearly totals?\b|\bset out\b|\beach year along\b|\bstep by step\b",
    "even": r"\bevenly\b|\bequal(?:ly)?\b|\bspread\b|\bin (?:even|equal|level) (?:steps|instal\w+|amounts|parts|tranches)\b|\bsame amount\b|\bsplit .{0,25}\b(?:over|across|between)\b|\bdivid\w+ .{0,30}\b(?:over|across|by)\b",
    "late": r"\b(?:a|one|two|three|1|2|3|six|\d+) (?:years?|months?) (?:late|later)\b|\bdelay\w*|\bpostpon\w*|\bput off\b|\bheld? back\b|\bstarts? (?:a|one|two) years? late",
    "of_today": r"\boff today\x27s\b|\bof (?:today's|the (?:present|current|starting|original|initial|opening|baseline|base)|its (?:present|current|starting|original)|now)\b|\bof the (?:start|base)\b|\b(?:today's|current|original|starting) (?:fte|headcount|number|total|level|figure|workforce|staff\w*)\b",
    "linear": r"\bstraight[- ]line\b|\blinear\w*|\bsimple\b|\bnot compound\w*|\bnon-compound\w*|\bsame number (?:each|every|a) year\b",
    "compound": r"\bcompound\w*|\bon a reducing balance\b|\breducing balance\b|\bat the same rate each year\b|\bgeometric\w*|\b(?:falling|shrinking|reducing|smaller|declining) (?:fte |staff |headcount |yearly )?(?:total|number|figure|balance)\b|\bwhat(?:\x27s| is) left each year\b|\bsame (?:percentage|rate|per cent|%) (?:each|every|a) year\b",
    "matter": r"\b(?:does|do|would|will) it (?:really )?(?:matter|make (?:a|any|much) difference)\b|\bwhat (?:is the )?difference (?:does|is|would|between)\b|\bversus\b|\bvs\b|\bmake (?:a|any|much) difference\b|\bwhat difference\b|\bhow different\b",
    "compare": r"\bcompar\w*|\bside by side\b|\bagainst\b|\bversus\b|\bvs\b|\bdifference between\b|\bwhich is (?:better|worse|more|larger|bigger)\b",
    "grid": r"\bgrid\b|\bmatrix\b|\bsensitivity\b|\btable of\b|\bgive me a table\b|\bcross[- ]tab\w*",
    "split": r"\bsplit (?:that|this|it)\b|\bbreak (?:that|this|it) down\b|\bwaterfall\b|\bhow much of (?:that|this|it) is\b|\bbreakdown\b|\bseparate (?:that|this|it|the)\b",
    # flow
    "leavers": r"\bhow many\b.{0,40}\b(?:leav(?:e|es|ers|ing)|quit|depart\w*|resign\w*|leavers)\b|\bnumber of leavers\b|\bleavers (?:a|per|each) year\b|\bhow many leavers\b|\bstaff (?:leave|walk out|go) each year\b|\blose (?:a|per|each) year to turnover\b|\bhow many .{0,30}\bdoes .{0,20}turnover (?:mean|represent|amount to)\b|\bturnover in (?:people|heads|numbers|fte)\b|\bhow many (?:people|staff|employees|fte) is .{0,20}turnover\b|\bnumber of (?:people|staff|employees|fte) (?:who|that) (?:leave|quit|go|depart)\b|\bhow many (?:go|walk|depart)\b",
    "leaver_word": r"\bleavers?\b|\bleave\b|\bleaves\b|\bdepartures\b|\bresignations\b",
    "backfill": r"\bback-?fill\w*|\breplac(?:e|es|ed|ing|ement)\b|\brefill\w*|\bre-fill\w*|\brehir\w*|\bfill(?:s|ed|ing)? .{0,30}(?:leavers|vacanc\w+|posts of)\b",
    "no_backfill": r"\b(?:replac\w*|back-?fill\w*|refill\w*|recruit\w*|hir(?:e|es|ing)) (?:nobody|no one|no-one|none|nothing|no leavers|no)\b|\bno (?:backfill\w*|replacements?|one is replaced|new (?:hires|recruits|starters))\b|\b(?:without|not|doesn't|don't|stops?|nobody is) (?:being )?(?:replac\w*|back-?fill\w*|refill\w*|recruiting|hiring)\b|\b(?:nobody|no leaver|no one|none)(?: of the leavers)? (?:is|are|gets?|was|were) (?:replaced|backfilled|refilled)\b|\bleavers? (?:are|is) not (?:replaced|backfilled)\b|\b(?:vacancy|recruitment|hiring) freeze\b|\bfreez\w+ (?:all )?(?:recruitment|hiring|vacancies)\b|\bfreeze on (?:recruitment|hiring|vacancies)\b|\bleaves? (?:all |every )?vacanc\w+ (?:unfilled|empty|open)\b|\b(?:nobody|no one|no-one|none)\b(?: (?:who|that) \w+)?(?: \w+){0,3} (?:is|are|gets?|was|were) (?:replaced|hired|recruited|taken on|backfilled|refilled)\b|\bleaves? (?:\w+ )?vacanc\w+ (?:\w+ )?(?:unfilled|empty|open|vacant)\b|\bhires? nobody\b",
    "freeze": r"\b(?:vacancy|recruitment|hiring|recruiting) freeze\b|\bfreez\w+ (?:all )?(?:recruitment|hiring|vacancies|posts)\b|\bfreeze on (?:all )?(?:recruitment|hiring|vacancies)\b|\brecruitment (?:ban|stop|pause)\b|\b(?:stops?|pauses?) (?:all )?(?:recruitment|recruiting|hiring)\b|\bfrozen\b",
    "attrition": r"\battrition\b|\bnatural (?:turnover|wastage|loss\w*|reduction)\b|\bjust by (?:people|staff) leaving\b|\bturnover alone\b|\bleavers alone\b|\bwithout (?:any )?(?:making )?(?:compulsory )?redundanc\w+\b|\bby turnover\b|\bthrough (?:natural )?turnover\b|\bpeople leaving alone\b",
    "redundancies": r"\bhow many\b.{0,30}\bredundan\w+|\bredundancies (?:would|are|will|does|do)\b|\bnumber of redundancies\b|\bmade redundant\b|\bredundanc(?:y|ies) needed\b",
    "share_replaceable": r"\b(?:what|which|how (?:much|many (?:of|leavers|vacancies)|big|large)|how large a)\b(?:(?!redundan).){0,60}\b(?:replac\w*|back-?fill\w*|refill\w*)\b(?:(?!redundan).){0,60}\b(?:still|and|while|if|to|yet|but)\b|\b(?:what|which|how much|highest|most|maximum)\b.{0,30}\bback-?fill\b.{0,30}\b(?:allow\w*|gives?|deliver\w*|consistent|possible|can|achiev\w*|permit\w*)\b|\b(?:highest|most|maximum|largest|what|which|how much)\b.{0,20}\bback-?fill\w*\b.{0,40}\b(?:lets?|letting|leaves?|still)\b",
    "redeployment": r"\bredeploy\w*",
    "integer": r"\bwhole (?:people|persons|numbers?|heads)\b|\bno fractions\b|\bin actual people\b|\binteger\b|\brounded to (?:whole )?people\b",
    "average_base": r"\bon (?:the )?average (?:staff|headcount|stock|workforce|number\w*)\b|\baverage (?:staff|headcount) (?:basis|base)\b|\bmid-year\b|\bon the mean\b|\bcounting turnover on\b|\bagainst (?:the )?average\b|\bon average (?:headcount|staff|numbers)\b",
    "leaver_cost": r"\b(?:cost|costs|costing|price|bill|spend|expense)\b.{0,50}\b(?:leavers?|turnover|departures?|replac\w+ (?:them|leavers|people|staff))\b|\b(?:leavers?|turnover|departures?|churn)\b.{0,40}\b(?:cost|costs|costing|bill|price)\b",
    # conversion and shares
    "ratio": r"\bratio\b|\bper (?:fte|head|employee|person|member of staff|post|absence|occurrence|leaver)\b|\bdivided by\b|\bfor (?:each|every) (?:fte|employee|member of staff|person)\b|\bfte (?:does|do|is|for) (?:each|one|every|the average|an average|a typical)\b|\bdivide\b|\bper fte\b",
    "convert": r"\bin (?:fte|full[- ]time equivalents?|heads|headcount|people)\b|\bhow many (?:people|staff|heads|employees|persons|fte|full[- ]time equivalents?) (?:is|are|does|do|would|make|equals?|in|to)\b|\bconvert\w*|\bequivalent (?:of|to|in)\b|\btranslat\w*|\bworth in (?:fte|people)\b|\bexpressed (?:in|as)\b|\bcome to in\b|\bwhat (?:is|are) \d[\d,.]* (?:people|staff|fte|heads|employees)\b|\bhow many (?:people|staff|heads|employees|persons|fte|full[- ]time equivalents?) (?:would|might|could|will)\b.{0,12}\b\d",
    "part_timer_fte": r"\b(?:average|typical|mean)\b.{0,30}\bpart[- ]?timers?\b|\bpart[- ]?tim(?:er|ers|e (?:worker|employee|member of staff|staff))s?\b.{0,40}\b(?:work|average|on average|fte)\b.{0,10}|\bhow (?:many hours|much) .{0,20}part[- ]?timer",
    "how_many": r"\bhow many\b|\bnumber of\b|\bhow large\b|\bhow big\b|\bhow much\b|\bcount of\b|\bput a (?:number|figure) on\b|\bwhat number\b|\bgive me the number\b|\bby how\b",
    "beside": r"\b(?:beside|next to|alongside|relative to|compared (?:with|to)|set against|as a (?:share|proportion|percentage|part))\b",
    "share_of": r"\bwhat (?:share|proportion|percentage|per ?cent|fraction|part)\b",
    # pay
    "pay_bill": r"\bpay ?bill\b|\bwage ?bill\b|\bsalary (?:bill|budget|costs?)\b|\bstaff(?:ing)? (?:bill|costs?|budget)\b|\bpayroll\b|\bemployee costs?\b|\bpay costs?\b|\bcost of (?:pay|the workforce|(?:all )?(?:its )?staff)\b|\bpaybill\b|\bspend on (?:pay|staff)\b|\bbill for pay\b",
    "award": r"\b(?:pay )?awards?\b|\bpay (?:rise|deal|settlement|increase|uplift|offer)s?\b|\boffer\b|\brise in pay\b|\bsalary increase\b|\bwage (?:rise|increase)\b|\bincrease in pay\b",
    "oncosts": r"\bon-?costs?\b|\ball-in\b|\bfully loaded\b|\bloaded\b|\bnational insurance\b|\bemployer costs\b|\bgross cost\b|\btotal employment cost\b",
    "loaded": r"\b(?:including|incl\.?|inclusive of|with|plus)\b.{0,8}\bon-?costs?\b|\ball-in cost\b|\bfully loaded\b|\bloaded (?:cost|post)\b|\bon-?costs? included\b|\bgross cost\b",
    "year_rates": r"\b20\d\d\s?[/-]\s?\d\d (?:\w+-?\w* )?(?:rates?|on-?costs?)\b|\bat 20\d\d/\d\d\b",
    "ni_change": r"\b(?:change|rise|increase|changes|jump|hike|uplift)\b.{0,40}\b(?:national insurance|nics?|ni)\b|\b(?:national insurance|nics?|ni)\b.{0,60}\b(?:chang\w*|ris(?:e|es|en)|rose|increas\w*|jump\w*|hike\w*|went up)\b",
    "pension": r"\bpension\w*|\blgps\b|\bsuperannuation\b|\bsuperannuat\w+",
    "spine": r"\bspine point\b|\bscp ?\d|\bspinal (?:column )?point\b|\bpay point\b|\bpoint \d+ (?:on|of) the (?:pay )?(?:spine|scale)\b",
    "pays_for": r"\b(?:pay(?:s|ing)? for|fund(?:s|ing|ed)?|offset\w*|cover(?:s|ing)?|afford\w*|absorb\w*|neutrali[sz]\w*|balances? out|financ(?:e|es|ing)|cancels? out|make up for|makes room for|meets? the cost)\b",
    "save": r"\bsav(?:e|es|ed|ing|ings)\b|\bworth\b|\bfree(?:s|d)? up\b|\byield\w*|\brelease\w*",
    "cost": r"\bcosts?\b|\bcosting\b|\bbill\b|\bhow expensive\b|\bprice on\b|\bput a (?:cost|price) on\b|\bexpens\w+",
    "in_total": r"\bin (?:total|all)\b|\baltogether\b|\bcumulativ\w*|\boverall\b|\bsum\b|\badd(?:s|ed)? up\b|\btaken together\b|\bcombined total\b|\bover the whole (?:period|span)\b",
    "full_year": r"\bfull[- ]year\b|\bfor the full year\b|\bwhole[- ]year (?:effect|basis)\b",
    "today": r"\b(?:against|versus|vs|compared (?:with|to)|from) (?:today|now|the (?:present|current))\b|\btoday's\b",
    # gap
    "gap": r"\b(?:budget |funding |financial |savings )?(?:gap|shortfall|deficit)\b|\bhole in the budget\b",
    "left": r"\b(?:is|are|would be|will be|remains?|be)? ?(?:left|remaining|outstanding|still to (?:find|close))\b|\bremains?\b|\bresidual\b|\bstill (?:short|open)\b",
    "one_off": r"\bone[- ]off\b|\bsell(?:s|ing)?\b|\bsale of\b|\bcapital receipts?\b|\basset sales?\b|\breserves\b|\bland\b|\bdispos\w+|\bsold\b|\bonly once\b|\bsingle payment\b",
    "recurrent": r"\brecurr\w+|\bongoing\b|\bpermanent\w*|\beach saving lasts\b|\blasting\b|\blasts?\b|\bevery saving (?:lasts|stays)\b|\bpersist\w*|\bstays? (?:in place|saved)\b|\bnone of (?:it|them|that) (?:comes?|goes?) back\b|\bno posts? comes? back\b|\bkept up\b|\bstays? saved\b",
    "close_gap": r"\b(?:clos|bridg|plug|fill|eliminat|remov|cover)\w*\b.{0,40}\b(?:gap|shortfall|deficit)\b",
    "save_word": r"\bsav(?:e|es|ing|ings)\b|\bdeliver\w*|\bachiev\w*|\bfind\b",
    "avoided": r"\bavoid\w*|\bcumulativ\w*|\bin (?:all|total)\b|\bnot spent\b|\baltogether\b",
    "in_jobs": r"\bin (?:jobs|posts|staff|people|fte|heads)\b|\bhow many (?:posts|jobs|fte|staff|roles|people|positions)\b|\b(?:jobs|posts|fte) (?:equivalent|is)\b|\bequate to\b",
    # agency
    "agency": r"\bagency\b|\btemps?\b|\btemporary (?:staff|workers)\b|\binterims?\b",
    "swap_staff": r"\b(?:swap\w*|replac\w*|convert\w*|switch\w*|turn\w*|chang\w*|substitut\w*|mov(?:e|ing)|bring\w*)\b.{0,60}\b(?:staff|employees?|permanent|in[- ]house|own (?:staff|people|employees)|directly employed)\b",
    "inflation": r"\binflation\b|\bcpi\b|\bprices? ris\w+|\binflat\w+",
    # sickness
    "sickness": r"\bsick\w*|\babsence\w*|\babsent\w*|\bdays lost\b|\bdays off\b|\bill\b|\billness\b",
    "fte_lost": r"\b(?:how many )?(?:fte|full[- ]time equivalents?|posts|people|staff)s?\b.{0,25}\b(?:lost|off|away|tied up|out)\b|\bfte lost\b|\bequivalent of how many (?:posts|fte|staff)\b|\blost (?:fte|capacity|posts)\b|\b(?:fte|full[- ]time equivalents?|posts)\b.{0,40}\b(?:lose|loses|losing|lost)\b.{0,20}\b(?:to|through|from|because)\b",
    "working_time": r"\b(?:percentage|share|proportion|per ?cent|%|fraction|part) of (?:the )?(?:working|available|paid) (?:time|days)\b|\bas a (?:percentage|share|proportion)\b|\bworking time\b|\bof (?:working|available) (?:time|days)\b|\b(?:share|percentage|proportion|part) of (?:the )?time\b|\bof the time\b",
    "absence_length": r"\b(?:average|mean|typical) (?:length|duration)\b|\bhow long (?:is|does|was|are) (?:an?|the|each|one) (?:average |typical )?(?:absence|spell|episode|sickness)\b|\bdays (?:per|an|each|for each) (?:absence|occurrence|spell|episode)\b|\b(?:average|typical) (?:absence|spell)\b|\bdoes an (?:average |typical )?(?:absence|spell) last\b",
    "days": r"\bdays?\b",
    # people
    "retire": r"\bretir\w*",
    "gone": r"\b(?:all|every one|everyone)\b.{0,40}\b(?:gone|left|retire\w*|leaves?|go)\b",
    "hires": r"\b(?:hires?|starters?|recruits?|appointments?|joiners?|new (?:staff|employees|starters|people|jobs)|recruitment|intake|hired|people hired|appointees)\b|\btak(?:es?|en|ing) on\b",
    "needed_more": r"\bhow many (?:more|extra|additional|further|new)\b|\bhow many .{0,40}\b(?:needed?|required?|must|would it take|does it take)\b|\bto (?:reach|get to|be|hit|make up)\b",
    "growth_only": r"\bwithout (?:replacing|losing|swapping) (?:anyone|anybody|people|staff)\b|\bonly (?:by )?(?:hiring|recruiting|adding|growth)\b|\bextra people\b|\bon top of (?:the|its) (?:present|current|existing)\b|\bby (?:growing|adding|growth)\b|\b(?:purely|just) by (?:adding|hiring|growing|recruiting)\b|\bgrow(?:ing)? the workforce\b|\bno one leaves\b|\bnobody leaves\b",
    "same_size": r"\bsame size\b|\bat (?:its|the) (?:present|current|same) size\b|\bconstant size\b|\bwithout growing\b|\bsize (?:unchanged|held)\b|\bno growth\b",
    "how_far": r"\bhow far\b|\bdistance\b|\bhow (?:close|near|short)\b|\bgap to\b|\bhow much (?:short|below|above)\b",
    "people_word": r"\bhow many (?:is that|people|staff|employees|are)\b|\bin people\b",
    # across bodies
    "rank": r"\brank\w*|\border (?:the|them|all|these)\b|\bleague table\b|\b(?:highest|lowest|most|least|largest|smallest|biggest|fewest) (?:first|to|share|proportion|percentage|rate|turnover|headcount|number|sickness|fte|staff\w*|workforce)\b|\bwhich (?:council|body|authority|of (?:them|the councils|these))\b.{0,30}\b(?:most|least|highest|lowest|largest|smallest|biggest|more|fewest)\b|\bwho has the (?:most|highest|lowest|largest|smallest|biggest|fewest|least)\b",
    "higher": r"\b(?:higher|lower|more|fewer|greater|larger|smaller|bigger|less|worse|better|longer)\b|\bexceed\w*|\btop(?:s|ped)\b|\bahead of\b",
    "which_who": r"\b(?:who|which)\b",
    "gap_between": r"\b(?:gap|difference)s?\b(?: [\w-]+){0,6} between\b|\bdifference in\b|\bhow (?:much|many) (?:more|higher|lower|bigger|larger|fewer|less)\b|\bby how much\b|\bhow do(?:es)? .{0,60}\bdiffer\b|\bby how (?:many|much)\b",
    "between_them": r"\bbetween them\b|\bin (?:total|all)\b|\baltogether\b|\bcombined\b|\btogether\b|\bsum of\b|\btotal\b|\badd(?:ed)? (?:up|together)\b|\bjoint(?:ly)?\b",
    "pooled": r"\bpool\w*|\baverage\b.{0,40}\b(?:across|of|between|over|for)\b|\bmean\b.{0,30}\b(?:across|of)\b|\bcombined\b.{0,20}\b(?:rate|turnover|share)\b|\bweighted\b|\bcombined\b|\bmerged?\b|\bas (?:one|a single) (?:employer|organisation|council|body|authority|workforce)\b",
    "all_bodies": r"\b(?:all|every|each of|across|the|these|those|both|our) (?:the |of the |these |those |three |four |five |six |seven |eight |nine |ten |\d+ )*(?:councils?|bod(?:y|ies)|authorit(?:y|ies)|papers?|documents?|plans?|organisations?|strateg(?:y|ies)|reports?)\b|\beveryone\b|\bany council\b",
    "benchmark": r"\b(?:the )?(?:sector|lga|national|england|benchmark|industry)(?:'s)?(?: (?:average|median|mean|figure|benchmark|norm|council))?\b|\b(?:median|sector average|council average|average of councils|local government average|typical council|other councils|average council)\b",
    "use_benchmark": r"\b(?:use|take|apply|assum\w+|with|at|on|using)\b.{0,20}\b(?:lga|sector|national|benchmark|council)\b.{0,15}\b(?:median|average|figure|rate|mean|value|turnover|benchmark)\b|\b(?:median|benchmark)\b",
    "shrank_faster": r"\b(?:shr[au]nk|shrink\w*|fell|f[ae]ll\w*|declin\w*|lost|dropp?ed|grew|grow\w*|reduc\w*|cut)\b.{0,30}\b(?:faster|slower|quicker|more|less|most|fastest|quickest)\b",
    "past_rate": r"\bhow (?:fast|quickly|much)\b.{0,10}\b(?:did|has|have|was)\b|\b(?:did|has|have)\b.{0,50}\b(?:shr[aiu]nk|fall\w*|fell|grown?|drop\w*|lost|lose|reduc\w*|declin\w*|chang\w*|increas\w*)\b|\bwhat (?:was|has been) the (?:annual |yearly )?(?:rate|fall|change|reduction)\b|\bhistoric\w*|\bmore or fewer\b|\bsince\b.{0,30}\b20\d\d\b|\bthan (?:it did )?in (?:\w+ )?20\d\d\b|\bby how much (?:has|have|did)\b",
    "earlier": r"\b(?:earlier|ago|before that|previously)\b|\bback then\b|\bat the (?:start|beginning) of (?:that|the) (?:period|span)\b|\bhow many did .{0,30}\b(?:before|start with)\b|\boriginally\b|\byears before\b|\bthan in\b",
    "group_scope": r"\bcompan(?:y|ies)\b|\bgroup\b|\bfamily\b|\bsubsidiar\w*|\bwholly[- ]owned\b|\barms?[- ]length\b",
    "without_group": r"\b(?:without|excluding|leave out|leaving out|not (?:including|counting)|minus|drop|exclud\w+) (?:the )?(?:council's |its )?(?:compan|group|subsidiar)\w*|\bcouncil (?:only|alone|itself)\b|\bjust the council\b",
    "planned": r"\bplanned\b|\bplan's\b|\bassum(?:ed|ption)\b|\bthe plan (?:says|assumes|has)\b|\bintended\b|\bstated\b|\bpublished\b|\bin the plan\b|\btargeted\b|\bits own\b|\bthe (?:plan|strategy|report)'s\b",
    "around": r"\b(?:around|about|approximately|circa|roughly|nearly)\b",
    "same": r"\bsame\b|\bthat\b|\bthose\b|\bit\b",
    "faster": r"\bfaster\b|\bsooner\b|\bquicker\b|\bspeed (?:it )?up\b|\bearlier\b",
    "nobody_left": r"\b(?:until|till|when|before)\b.{0,40}\b(?:nobody|no one|no-one|none|nothing|zero|0)\b.{0,20}\b(?:left|remains?|staff|there)?\b|\b(?:hit|reach|get to|gets to|run out|be gone|reaches|hits)\b.{0,15}\b(?:zero|nil|nothing|0)\b|\brun(?:s)? out\b|\bdisappear\w*|\bno (?:employees|staff|people|one|fte)\b.{0,12}\b(?:at all|left|remain\w*)\b|\bvanish\w*",
    "back_to": r"\bback (?:to|up to|at|down to|above)\b|\breturn\w* to\b|\bregain\w*\b|\brecover\w* to\b",
    "under": r"\b(?:under|below|fewer than|less than|beneath|dip(?:s)? under)\b",
    "above": r"\b(?:above|over|more than|at least|exceed\w*|past)\b",
    "reach": r"\b(?:reach\w*|get(?:s|ting)? (?:down |up )?to|hit\w*|be (?:at|down to|up to)|down to|up to|to|go(?:es)? to|drop(?:s)? to|fall(?:s)? to|ris(?:e|es) to|arriv\w*|achiev\w*|match\w*|at|becomes?|make up|be)\b",
}


@cache
def _compiled(cue: str) -> re.Pattern[str]:
    return re.compile(CUES[cue])


def find(cue: str, text: str) -> re.Match[str] | None:
    """The first place where a cue stands in a folded question, or None."""
    return _compiled(cue).search(text)


def has(text: str, *cues: str) -> bool:
    """True when any of the cues stands in the folded question."""
    return any(_compiled(cue).search(text) for cue in cues)


@cache
def _vocabulary() -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words and stems that stand in the patterns."""
    patterns = " ".join([*CUES.values(), DOWN, UP, STAFF, POST, LEAVER, REPLACE, _OTHER_WORDS])
    stems = tuple({stem for stem in re.findall(r"([a-z]{3,})\\w[*+]", patterns)})
    return frozenset(re.findall(r"[a-z]{3,}", patterns)), stems


def own_word(word: str) -> bool:
    """Whether a lower-case word belongs to the language of these questions."""
    whole, stems = _vocabulary()
    bare = re.sub(r"(?:s|es|ed|ing|d|ly)$", "", word)
    return word in whole or bare in whole or word.startswith(stems)


# Words of quantities and lengths, which other modules read.
_OTHER_WORDS = """halve halves halved halving double doubles doubled treble triple third thirds quarter quarters fifth fifths
tenth tenths half percent point points year years month months day days week weeks zero one two three four five six seven
eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion evenly spread yearly annual fees
charges young starters premium retire retires retired women men minority disabled disability turnover sickness headcount
redundancies awards salary pension levy agency budget gap shortfall leavers stock companies group casual freeze"""
