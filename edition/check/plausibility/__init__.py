# SPDX-License-Identifier: MIT
"""What no schema checks: does an edition make sense as an edition? Its dates, languages, registers, apparatus.

Each module looks at one matter and doubts what cannot or should not be; none of them says what is valid. A
doubt is a finding that may be silenced or told together with others before it is shown.
"""
