"""What a token is: one regular expression, apart from spaCy, so that rules can be read without it."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"""
      (?:[mb]|tr)illion(?=(?:annually|and|by|for|from|in|of|on|over|per|to|will)\b)  # "20 billionin": lost blanks
    | [A-Za-z][a-z]+(?![\w&'’])                             # most words, and signs, before all that few others need
    | [,;:()%.-]
    | (?:[A-Za-z]\.){2,}                                    # U.S., e.g.
    | [A-Z]{1,3}\$                                          # US$, S$, HK$
    | (?=[A-Zk][A-Za-z]{0,4}\d)                             # EUR50, Rs500: money written right before digits
        (?:[kM]?(?:USD|EUR|GBP|CHF|CNY|RMB|JPY|INR|AUD|CAD
        |SGD|HKD|NZD|ZAR|MYR|NGN|KES|PHP|IDR|BRL|AED|SAR|QAR|KWD|BHD|OMR|JOD|EGP|MAD|TND|GHS|UGX|TZS|RWF|ETB|ZMW|BWP
        |NAD|MUR|XOF|XAF|PKR|BDT|LKR|NPR|VND|THB|KRW|TWD|MXN|COP|CLP|PEN|ARS|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|TRY
        |ILS|UAH|KZT|JMD|TTD|FJD|SBD|PGK|VUV|WST|XCD|BBD|BSD|BZD|GYD|SRD|HTG|GTQ|HNL|NIO|CRC|BOB|PYG|UYU|DZD|LYD|IQD
        |LBP|YER|AFN|AMD|AZN|KGS|TJS|TMT|UZS|MNT|LAK|KHR|MMK|MVR|AOA|BIF|CDF|CVE|GMD|LRD|LSL|MWK|MZN|SCR|SZL|RSD|MDL
        |MKD|BYN|RUB)
        |KShs?|Ksh|Shs?|Rs|RM|Tk|Rp|BTN|Nu|Php|PhP|[TU]Shs?|[TU]shs?|Kz|Afs|GHC|Frw|FRw)(?=\d)
    | Dhs?(?=\d)                                           # Dh100bn
    | R(?=\d{1,3}[ ]\d{3}\b)                               # R350 000
    | [KNPR](?=\d{1,3}(?:,\d{3})+\b)                       # P1,500
    | [KNPR](?=\d+(?:[.,]\d+)*[ -]?(?:[mbt]n|[MBT]|(?:m|b|tr)illion)\b)  # R1.2 billion, P734.32-billion, N348M
    | [^\W\d_]\w*                                          # words; CO2, km2
      (?:(?:&|['’](?![sS]\b))(?=[^\W\d_])\w+)*             # R&D, d'Ivoire, don't
    | \d+(?:[.,]\d+)*                                       # 1,234.5
    | ['’][sS]\b                                            # possessive
    | [ ]+ | [^\S ]\s* | .                                  # blanks, breaks, anything else
    """,
    re.VERBOSE | re.DOTALL,
)
