<?xml version="1.0" encoding="UTF-8"?>
<!-- The chronicle: what the texts say of each date, year by year, from the earliest; among it the events of the register.
     A span stands where it begins, one moment between two where the earlier is; the longer first. Dates without a year are last.
     Reads the entries of common/registers.xsl, no TEI. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:chronicle="https://tei-edition.org/ns/chronicle"
  xmlns:date="https://tei-edition.org/ns/dates" xmlns:index="https://tei-edition.org/ns/index" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:name="https://tei-edition.org/ns/names" xmlns:register="https://tei-edition.org/ns/register" exclude-result-prefixes="#all" version="3.0">

  <!-- with more years than these the bar names decades -->
  <xsl:variable name="chronicle:many" as="xs:integer" select="40"/>

  <!-- returns the chronicle as it is served -->
  <xsl:function name="chronicle:page" as="element(html)">
    <xsl:param name="entries" as="map(*)+"/>
    <xsl:variable name="items" as="map(*)+" select="chronicle:items($entries)"/>
    <xsl:variable name="years" as="xs:integer*" select="distinct-values($items?year)"/>
    <xsl:variable name="main" as="node()*">
      <xsl:call-template name="chronicle:bar"><xsl:with-param name="years" select="$years"/></xsl:call-template>
      <xsl:for-each-group select="$items" group-adjacent="string(?year)">
        <section class="year" aria-labelledby="{chronicle:id(current-group()[1]?year)}">
          <h2 id="{chronicle:id(current-group()[1]?year)}"><xsl:value-of select="chronicle:heading(current-group()[1]?year)"/></h2>
          <xsl:for-each-group select="current-group()" group-adjacent="?value">
            <xsl:call-template name="chronicle:date"><xsl:with-param name="items" select="current-group()"/></xsl:call-template>
          </xsl:for-each-group>
        </section>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:call-template name="register:frame">
      <xsl:with-param name="kind" select="'date'"/>
      <xsl:with-param name="entries" select="$entries"/>
      <xsl:with-param name="navigation" select="chronicle:contents($items)"/>
      <xsl:with-param name="main" select="$main"/>
    </xsl:call-template>
  </xsl:function>

  <!-- returns the dates of the texts and of the events that are dated, in the order of time -->
  <xsl:function name="chronicle:items" as="map(*)+">
    <xsl:param name="entries" as="map(*)+"/>
    <xsl:variable name="dates" as="map(*)+" select="$entries ! map{ 'value': ?sort, 'entry': . }"/>
    <xsl:variable name="events" as="map(*)*" select="$index:entries[?type eq 'event'] ! map{ 'value': chronicle:value(?dates), 'entry': . }"/>
    <xsl:for-each select="($dates, $events)[?value ne '']">
      <xsl:sort select="date:sort(?value)[1]"/>
      <xsl:sort select="date:sort(?value)[2]"/>
      <xsl:sort select="?value"/>
      <xsl:sort select="if (?entry?type eq 'date') then 0 else 1"/>
      <xsl:sort select="?entry?key"/>
      <xsl:sequence select="map{ 'value': ?value, 'year': date:year(?value), 'entry': ?entry }"/>
    </xsl:for-each>
  </xsl:function>

  <!-- returns an event's time as one value, without the mark of doubt -->
  <xsl:function name="chronicle:value" as="xs:string">
    <xsl:param name="dates" as="map(*)"/>
    <xsl:variable name="ends" as="xs:string+" select="($dates?from, $dates?to) ! replace(., '[?~]+$', ''), '', ''"/>
    <xsl:sequence select="if (empty(($dates?from, $dates?to))) then ''
      else if ($dates?from = $dates?to or contains(string-join($ends), '[')) then $ends[1]
      else ($dates?from ! $ends[1], '..')[1] || '/' || ($dates?to ! $ends[. ne ''][last()], '..')[1]"/>
  </xsl:function>

  <xsl:function name="chronicle:id" as="xs:string">
    <xsl:param name="year" as="xs:integer?"/>
    <xsl:sequence select="'-' || ($year ! string(.), 'other')[1]"/>
  </xsl:function>

  <xsl:function name="chronicle:heading" as="xs:string">
    <xsl:param name="year" as="xs:integer?"/>
    <xsl:sequence select="($year ! date:year-words(.), loc:text('index.no-year'))[1]"/>
  </xsl:function>

  <!-- the bar of years; of many years it has the first of each decade -->
  <xsl:template name="chronicle:bar" as="element(nav)?">
    <xsl:param name="years" as="xs:integer*"/>
    <xsl:variable name="shown" as="xs:integer*" select="if (count($years) le $chronicle:many) then $years
      else for $decade in distinct-values($years ! floor(. div 10)) return $years[floor(. div 10) eq $decade][1]"/>
    <xsl:if test="count($shown) gt 1">
      <nav class="marks years" aria-label="{loc:text('index.years')}">
        <ul>
          <xsl:for-each select="$shown"><li><a href="#{chronicle:id(.)}"><xsl:value-of select="date:year-words(.)"/></a></li></xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:function name="chronicle:contents" as="element(ol)">
    <xsl:param name="items" as="map(*)+"/>
    <ol>
      <xsl:for-each-group select="$items" group-adjacent="string(?year)">
        <xsl:variable name="year" as="xs:integer?" select="current-group()[1]?year"/>
        <li><a href="#{chronicle:id($year)}"><xsl:value-of select="chronicle:heading($year)"/></a></li>
      </xsl:for-each-group>
    </ol>
  </xsl:function>

  <!-- one date: when, then what the texts say, then the events of that time -->
  <xsl:template name="chronicle:date" as="element(section)">
    <xsl:param name="items" as="map(*)+"/>
    <xsl:variable name="date" as="map(*)?" select="$items[?entry?type eq 'date']?entry"/>
    <xsl:variable name="when" as="xs:string" select="date:words($items[1]?value, $items[1]?year)"/>
    <section class="moment">
      <xsl:if test="exists($date)"><xsl:attribute name="id" select="$date?id"/></xsl:if>
      <h3>
        <xsl:if test="$when eq chronicle:heading($items[1]?year)"><xsl:attribute name="class" select="'whole'"/></xsl:if>
        <xsl:value-of select="$when"/>
        <xsl:if test="exists($date)"><a class="pl" href="#{$date?id}" aria-label="{$date?name}"></a></xsl:if>
      </h3>
      <ul class="lines">
        <xsl:for-each select="$items[?entry?type eq 'event']?entry">
          <li class="event"><a href="{?page}"><xsl:sequence select="register:language(?language)"/><xsl:value-of select="?name"/></a></li>
        </xsl:for-each>
        <xsl:for-each select="$date?mentions?*"><xsl:sequence select="chronicle:line(.)"/></xsl:for-each>
      </ul>
    </section>
  </xsl:template>

  <!-- one line of the chronicle: the words first, then where they stand and whose they are -->
  <xsl:function name="chronicle:line" as="element(li)">
    <xsl:param name="mention" as="map(*)"/>
    <xsl:variable name="where" as="xs:string" select="($mention?section[. ne ''], $register:texts($mention?file)[count($index:texts) gt 1]?title, '')[1]"/>
    <li class="{$mention?layer}">
      <xsl:sequence select="register:words($mention)"/>
      <xsl:text> </xsl:text>
      <a class="at" href="{$mention?page}"><xsl:value-of select="$mention?reference"/></a>
      <xsl:if test="$where ne ''"><span class="where"><xsl:value-of select="loc:text('list.separator') || $where"/></span></xsl:if>
      <span class="where"><xsl:value-of select="loc:text('list.separator')"/></span>
      <xsl:sequence select="register:whose($mention)"/>
    </li>
  </xsl:function>

</xsl:stylesheet>
