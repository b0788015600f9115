<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates as values (name:dating in names.xsl): a day, month or year as TEI writes it (the year before 1 is -0001), spans
     1926/1927, 1921/.. and ../1923, and one moment between two, [1921-02..1921-03], [1921..], [..1923];
     a value of an entry may end in ? where it is uncertain and in ~ where it is approximate (EDTF).
     Here is when they begin and end, and how they are said in the language of the edition. No TEI is read.
     The order of the words is the locale's (date.…, month.…). -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:date="https://tei-edition.org/ns/dates" xmlns:loc="https://tei-edition.org/ns/locale"
  exclude-result-prefixes="#all" version="3.0">

  <!-- returns year, month, day, time of a point in time, as far as they are there; other: words that are no such date.
       Patterns stand here as literals: made at run time, each costs as much as all the rest. -->
  <xsl:function name="date:parts" as="map(xs:string, item())">
    <xsl:param name="point" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="translate($point, '?~', '')"/>
    <xsl:choose>
      <xsl:when test="matches($plain, '^-?[0-9]{2,}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T[0-9]{2}:[0-9]{2}.*)?)?)?(Z|[+-][0-9]{2}:[0-9]{2})?$')">
        <xsl:variable name="tokens" as="xs:string+" select="tokenize(replace($plain, '^-', ''), '[-TZ+]')"/>
        <xsl:variable name="numbers" as="xs:integer+" select="$tokens[position() le 3][. castable as xs:integer] ! xs:integer(.)"/>
        <xsl:map>
          <xsl:map-entry key="'year'" select="if (starts-with($plain, '-')) then -$numbers[1] else $numbers[1]"/>
          <xsl:if test="$numbers[2]"><xsl:map-entry key="'month'" select="$numbers[2]"/></xsl:if>
          <xsl:if test="$numbers[3]"><xsl:map-entry key="'day'" select="$numbers[3]"/></xsl:if>
          <xsl:if test="contains($plain, 'T')"><xsl:map-entry key="'time'" select="substring(substring-after($plain, 'T'), 1, 5)"/></xsl:if>
        </xsl:map>
      </xsl:when>
      <xsl:when test="matches($plain, '^--(0[1-9]|1[0-2])(-[0-3][0-9])?$')">
        <xsl:map>
          <xsl:map-entry key="'month'" select="xs:integer(substring($plain, 3, 2))"/>
          <xsl:if test="string-length($plain) gt 4"><xsl:map-entry key="'day'" select="xs:integer(substring($plain, 6, 2))"/></xsl:if>
        </xsl:map>
      </xsl:when>
      <xsl:when test="matches($plain, '^---[0-3][0-9]$')"><xsl:sequence select="map{ 'day': xs:integer(substring($plain, 4)) }"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="map{ 'other': $plain }"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- returns the two ends of a value; one of them is empty where it is open, both are the same for a point -->
  <xsl:function name="date:ends" as="map(xs:string, xs:string)">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="inner" as="xs:string" select="if (starts-with($value, '[')) then substring-before(substring($value, 2), ']') else $value"/>
    <xsl:sequence select="if ($inner ne $value) then map{ 'from': substring-before($inner, '..'), 'to': substring-after($inner, '..'), 'is': 'between' }
      else if (contains($value, '/')) then map{ 'from': substring-before($value, '/')[. ne '..'] => string(),
        'to': substring-after($value, '/')[. ne '..'] => string(), 'is': 'span' }
      else map{ 'from': $value, 'to': $value, 'is': 'point' }"/>
  </xsl:function>

  <!-- returns the year under which a value stands in the chronicle, or nothing -->
  <xsl:function name="date:year" as="xs:integer?">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="ends" as="map(xs:string, xs:string)" select="date:ends($value)"/>
    <xsl:sequence select="date:parts(($ends?from, $ends?to)[. ne ''][1])?year"/>
  </xsl:function>

  <!-- returns two numbers by which values are put in order: when it begins (or, where that is open, ends), and, the longer
       first, when it ends. Without a year: by month and day. -->
  <xsl:function name="date:sort" as="xs:integer+">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="ends" as="map(xs:string, xs:string)" select="date:ends($value)"/>
    <xsl:variable name="last" as="xs:integer" select="date:number($ends?to, (12, 31))"/>
    <xsl:sequence select="if ($ends?from eq '') then $last else date:number($ends?from, (1, 1)),
      if ($ends?to eq '') then -999999999999 else -$last"/>
  </xsl:function>

  <!-- returns the number of a day, months and days counted as if all were long; what is missing is taken from $default -->
  <xsl:function name="date:number" as="xs:integer">
    <xsl:param name="point" as="xs:string"/>
    <xsl:param name="default" as="xs:integer+"/>
    <xsl:variable name="parts" as="map(xs:string, item())" select="date:parts($point)"/>
    <xsl:sequence select="if (exists($parts?other)) then 999999999 else ($parts?year, 999999)[1] * 384 + ($parts?month, $default[1])[1] * 32 + ($parts?day, $default[2])[1]"/>
  </xsl:function>

  <!-- returns a value in words -->
  <xsl:function name="date:words" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="date:words($value, ())"/>
  </xsl:function>

  <!-- returns a value in words, without the year that stands over it -->
  <xsl:function name="date:words" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="known" as="xs:integer?"/>
    <xsl:variable name="ends" as="map(xs:string, xs:string)" select="date:ends($value)"/>
    <xsl:choose>
      <xsl:when test="matches($value, '\][?~]$')">
        <xsl:sequence select="loc:text(if (ends-with($value, '?')) then 'date.uncertain' else 'date.about', date:words(replace($value, '.$', ''), $known))"/>
      </xsl:when>
      <xsl:when test="$ends?is eq 'point'"><xsl:sequence select="date:point($value, $known)"/></xsl:when>
      <xsl:when test="$ends?from ne '' and $ends?to ne ''">
        <xsl:sequence select="if ($ends?is eq 'between')
          then loc:text('date.between', (date:point($ends?from, (date:shared($ends), $known)[1]), date:point($ends?to, $known)))
          else date:span($ends, $known)"/>
      </xsl:when>
      <xsl:when test="$ends?from ne ''">
        <xsl:sequence select="loc:text(if ($ends?is eq 'between') then 'date.not-before' else 'date.since', date:point($ends?from, $known))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="loc:text(if ($ends?is eq 'between') then 'date.not-after' else 'date.until', date:point($ends?to, $known))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- returns the year that both ends fall into, if they are more exact than a year -->
  <xsl:function name="date:shared" as="xs:integer?">
    <xsl:param name="ends" as="map(xs:string, xs:string)"/>
    <xsl:variable name="from" as="map(*)" select="date:parts($ends?from)"/>
    <xsl:variable name="to" as="map(*)" select="date:parts($ends?to)"/>
    <xsl:sequence select="$from?year[. = $to?year][$from?month and $to?month]"/>
  </xsl:function>

  <xsl:function name="date:span" as="xs:string">
    <xsl:param name="ends" as="map(xs:string, xs:string)"/>
    <xsl:param name="known" as="xs:integer?"/>
    <xsl:variable name="from" as="map(*)" select="date:parts($ends?from)"/>
    <xsl:variable name="to" as="map(*)" select="date:parts($ends?to)"/>
    <xsl:variable name="year" as="xs:string" select="$to?year[not(. = $known)] ! date:year-words(.) => string()"/>
    <xsl:sequence select="normalize-space(if (empty(($from?month, $to?month, $from?other, $to?other)))
        then loc:text('date.years', (date:point($ends?from, ()), date:point($ends?to, ())))
      else if (empty(date:shared($ends))) then loc:text('date.span', (date:point($ends?from, $known), date:point($ends?to, $known)))
      else if ($from?month eq $to?month and exists($from?day) and exists($to?day) and empty(($from?time, $to?time)))
        then loc:text('date.days', (date:ordinal($from?day), date:ordinal($to?day), loc:text('month.' || $to?month), $year))
      else if (empty(($from?day, $to?day)))
        then loc:text('date.months', (loc:text('month.' || $from?month), loc:text('month.' || $to?month), $year))
      else loc:text('date.span', (date:point($ends?from, $to?year), date:point($ends?to, $known))))"/>
  </xsl:function>

  <!-- returns a point in time in words, without the year where it is known -->
  <xsl:function name="date:point" as="xs:string">
    <xsl:param name="point" as="xs:string"/>
    <xsl:param name="known" as="xs:integer?"/>
    <xsl:variable name="parts" as="map(*)" select="date:parts($point)"/>
    <xsl:variable name="year" as="xs:string" select="$parts?year[not(. = $known and $parts?month)] ! date:year-words(.) => string()"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(if (exists($parts?other)) then $parts?other
      else if (empty($parts?month)) then string(($parts?year ! $year, $parts?day ! loc:text('date.day-alone', date:ordinal(.)))[1])
      else if (exists($parts?day)) then loc:text('date.day', (date:ordinal($parts?day), loc:text('month.' || $parts?month), $year))
      else loc:text('date.month', (loc:text('month.' || $parts?month), $year)))"/>
    <xsl:variable name="timed" as="xs:string" select="if ($parts?time) then loc:text('date.time', ($words, $parts?time)) else $words"/>
    <xsl:sequence select="if (ends-with($point, '?')) then loc:text('date.uncertain', $timed)
      else if (ends-with($point, '~')) then loc:text('date.about', $timed) else $timed"/>
  </xsl:function>

  <!-- the first of a month has a form of its own in some languages -->
  <xsl:function name="date:ordinal" as="xs:string">
    <xsl:param name="day" as="xs:integer"/>
    <xsl:sequence select="if ($day eq 1) then loc:text('date.first') else string($day)"/>
  </xsl:function>

  <xsl:function name="date:year-words" as="xs:string">
    <xsl:param name="year" as="xs:integer"/>
    <xsl:sequence select="if ($year lt 0) then loc:text('date.bce', string(-$year))
      else if ($year lt 100) then loc:text('date.ce', string($year)) else string($year)"/>
  </xsl:function>

  <!-- returns when an entry was, in words: of a person, a place and a body the years alone, to be scanned; else the days.
       span: from, to and kind, as name:span gives them -->
  <xsl:function name="date:of-entry" as="xs:string">
    <xsl:param name="span" as="map(*)"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="brief" as="xs:boolean" select="$kind = ('person', 'place', 'org', 'work')"/>
    <xsl:variable name="ends" as="xs:string+" select="($span?from, '')[1], ($span?to, '')[1]"/>
    <xsl:variable name="words" as="xs:string+" select="$ends ! (if (. eq '') then '' else if ($brief) then date:year-alone(.) else date:words(.))"/>
    <xsl:variable name="life" as="xs:boolean" select="$span?kind = 'life'"/>
    <xsl:sequence select="if ($words[1] eq '' and $words[2] eq '') then ''
      else if ($words[2] eq '') then loc:text(if ($life) then 'date.born' else 'date.since', $words[1])
      else if ($words[1] eq '') then loc:text(if ($life) then 'date.died' else 'date.until', $words[2])
      else if ($span?kind = 'floruit') then loc:text('date.floruit', date:joined($words, $ends, $brief))
      else date:joined($words, $ends, $brief)"/>
  </xsl:function>

  <!-- returns the same with days and months -->
  <xsl:function name="date:in-full" as="xs:string">
    <xsl:param name="span" as="map(*)"/>
    <xsl:sequence select="date:of-entry($span, 'event')"/>
  </xsl:function>

  <xsl:function name="date:joined" as="xs:string">
    <xsl:param name="words" as="xs:string+"/>
    <xsl:param name="ends" as="xs:string+"/>
    <xsl:param name="brief" as="xs:boolean"/>
    <xsl:variable name="plain" as="xs:boolean" select="not(contains(string-join($ends), '['))"/>
    <xsl:sequence select="if ($words[1] eq $words[2]) then $words[1]
      else if ($brief and $plain) then loc:text('date.years', $words)
      else if ($plain and not(matches(string-join($ends), '[?~]'))) then date:words(string-join($ends, '/'))
      else loc:text('date.span', $words)"/>
  </xsl:function>

  <!-- returns the year of a value in words, or the years between which it lies -->
  <xsl:function name="date:year-alone" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="mark" as="xs:string" select="replace($value, '^[^?~]+', '')"/>
    <xsl:variable name="ends" as="map(xs:string, xs:string)" select="date:ends(replace($value, '[?~]+$', ''))"/>
    <xsl:variable name="years" as="xs:string*" select="distinct-values(($ends?from, $ends?to)[. ne '']
      ! date:parts(.) ! (?year ! format-integer(., '0000'), ?other, '')[1])"/>
    <xsl:variable name="shown" as="xs:string*" select="$years ! date:point(. || $mark, ())"/>
    <xsl:sequence select="if ($ends?is eq 'between' and ($ends?from eq '' or $ends?to eq '')) then date:words(replace($value, '[?~]+$', ''))
      else if (count($years) lt 2) then string($shown)
      else loc:text(if (date:parts($years[2])?year - date:parts($years[1])?year = 1) then 'date.or' else 'date.between', $shown)"/>
  </xsl:function>

</xsl:stylesheet>
