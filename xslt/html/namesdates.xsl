<?xml version="1.0" encoding="UTF-8"?>
<!-- Names, dates and works that are mentioned (TEI module namesdates, and name, rs, date, title, bibl of core): each leads to its
     entry in a register, and says who or what it is when the pointer or the keyboard is on it.
     What is said stands once in the page, as a custom property of the links to that entry; the style sheet shows it,
     and the script makes a tooltip of it. A project may override html:who. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0"
  xmlns:name="https://tei-edition.org/ns/names" xmlns:page="https://tei-edition.org/ns/page" xmlns:date="https://tei-edition.org/ns/dates">

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:eventName | tei:geogName | tei:settlement | tei:country | tei:region
    | tei:district | tei:bloc | tei:name | tei:rs | tei:date | tei:title | tei:bibl" mode="html:text" as="node()*" priority="5">
    <xsl:variable name="keys" as="xs:string*" select="html:keys(.)"/>
    <xsl:choose>
      <xsl:when test="exists($keys)"><xsl:call-template name="html:mention"><xsl:with-param name="keys" select="$keys"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:next-match/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The keys of a mention are asked for when the page says who is who, when the text is drawn, and when a note is repeated. -->
  <xsl:function name="html:keys" as="xs:string*">
    <xsl:param name="mention" as="element()"/>
    <xsl:variable name="pointing" as="xs:string" select="name:pointing($mention)"/>
    <xsl:sequence select="if (map:contains($html:pointed, $pointing)) then $html:pointed($pointing) else name:entry-keys($mention)"/>
  </xsl:function>

  <xsl:variable name="html:pointed" as="map(xs:string, xs:string*)">
    <xsl:map>
      <xsl:for-each-group select="/ ! html:texts(.)//tei:*[@ref][map:contains($html:mentions, local-name())]" group-by="name:pointing(.)">
        <xsl:map-entry key="current-grouping-key()" select="name:entry-keys(.)"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <xsl:template name="html:mention" as="node()*">
    <xsl:param name="keys" as="xs:string+"/>
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="kind" as="xs:string" select="substring-before($keys[1], ':')"/>
    <xsl:variable name="attributes" as="attribute()*">
      <xsl:sequence select="html:attributes(., ('mention', $kind, 'cite'[current()[self::tei:title][@level = ('m', 'j', 's')][not(@rend or @rendition or el:opens-with-mark(.))]], 'doubtful'[current()/@cert = ('low', 'medium', 'unknown')]))"/>
      <xsl:if test="not(@xml:id)"><xsl:sequence select="html:anchor(.)"/></xsl:if>
      <xsl:if test="count($keys) gt 1">
        <xsl:attribute name="style" select="'--who:' || html:css-string(string-join(($keys ! html:who-of(., current())), '&#10;'))"/>
      </xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="el:holds-block(.) or (self::tei:bibl and el:is-block(.) and not(parent::tei:cit))">
        <div><xsl:sequence select="$attributes"/><xsl:apply-templates mode="html:text"/></div>
      </xsl:when>
      <xsl:when test="$in-link or not($kind = page:kinds())">
        <span><xsl:sequence select="$attributes"/><xsl:apply-templates mode="html:text"/></span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="html:linked">
          <xsl:with-param name="href" as="xs:string" select="$root || name:page($keys[1])"/>
          <xsl:with-param name="attributes" as="attribute()*" select="$attributes"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- returns a style element that says of every link to an entry who or what it leads to -->
  <xsl:function name="html:who-style" as="element(style)?">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="rules" as="xs:string*">
      <xsl:for-each-group select="html:texts($document)//tei:*[map:contains($html:mentions, local-name())]" group-by="html:keys(.)[1]">
        <xsl:variable name="who" as="xs:string" select="html:who-of(current-grouping-key(), .)"/>
        <!-- of a date that says itself all that there is to say, nothing is said -->
        <xsl:if test="substring-before(current-grouping-key(), ':') = page:kinds() and (some $mention in current-group() satisfies normalize-space($mention) ne $who)">
          <xsl:sequence select="'a[href=' || html:css-string($root || name:page(current-grouping-key())) || ']{--who:' || html:css-string($who) || '}'"/>
        </xsl:if>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:if test="exists($rules)">
      <style><xsl:value-of select="':root{--doubtful:' || html:css-string(' ' || loc:text('who.doubtful')) || '}', $rules" separator="&#10;"/></style>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="html:mentions" as="map(xs:string, xs:boolean)" select="map:merge(('name', 'rs', map:keys($name:kinds)) ! map{ .: true() })"/>

  <!-- returns who or what one of a mention's entries is: name, dates, kind, description -->
  <xsl:function name="html:who-of" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="mention" as="element()"/>
    <xsl:variable name="kind" as="xs:string" select="substring-before($key, ':')"/>
    <xsl:variable name="pointers" as="xs:string*" select="name:pointers($mention)"/>
    <xsl:variable name="entries" as="element()*" select="$pointers ! name:target(., $mention)"/>
    <xsl:variable name="entry" as="element()?" select="if (count($pointers) eq 1) then $entries else $entries[name:key-of(.) eq $key][1]"/>
    <xsl:sequence select="if ($kind eq 'date') then date:words(name:date-value($mention))
      else if ($entry) then html:who($entry, $kind)
      else loc:text('who.unknown', loc:text('kind-of.' || $kind))"/>
  </xsl:function>

  <!-- returns what is said of a register entry in a tooltip -->
  <xsl:function name="html:who" as="xs:string" visibility="public">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="dates" as="xs:string" select="string(name:dates($entry))"/>
    <xsl:variable name="named" as="xs:string" select="if ($dates) then loc:text('who.dated', (name:label($entry), $dates)) else name:label($entry)"/>
    <xsl:sequence select="string-join((loc:text('who.kind', ($named, loc:text('kind-of.' || $kind))), name:description($entry)), '&#10;')"/>
  </xsl:function>

  <!-- returns a string for a style sheet; it can end neither the string nor the style element -->
  <xsl:function name="html:css-string" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="'&quot;' || replace(replace(replace(replace($words, '\\', '\\\\'), '&quot;', '\\22 '), '&lt;', '\\3c '), '[&#10;&#13;]+', '\\a ') || '&quot;'"/>
  </xsl:function>

</xsl:stylesheet>
