<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages before the texts, from the settings and the headers (Guidelines, HD): title page, imprint, contents.
     They say what the headers say: who wrote, translated and edited, which version this is, whose rights there are, and what
     the markers of the notes mean. A project may override print:title-page and print:imprint. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:set="https://tei-edition.org/ns/settings" xmlns:note="https://tei-edition.org/ns/notes"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="https://tei-edition.org/ns/book" exclude-result-prefixes="#all" version="3.0">

  <xsl:variable name="print:title" as="xs:string" select="(string(set:get('title'))[. ne ''],
    $print:texts[1] ! print:part-title(.), print:word('untitled'))[1]"/>
  <xsl:variable name="print:subtitle" as="xs:string" select="string((set:get('subtitle'), '')[1])"/>
  <xsl:variable name="print:statements" as="element()*" select="$documents/*/tei:teiHeader/tei:fileDesc/tei:titleStmt"/>
  <xsl:variable name="print:authors" as="xs:string*" select="distinct-values($print:statements/tei:author ! normalize-space(.)[. ne ''])"/>

  <xsl:template name="print:front" as="element()*">
    <metadata>
      <title><xsl:value-of select="$print:title"/></title>
      <xsl:if test="$print:subtitle ne ''"><subtitle><xsl:value-of select="$print:subtitle"/></subtitle></xsl:if>
      <xsl:for-each select="$print:authors"><author><xsl:value-of select="."/></author></xsl:for-each>
    </metadata>
    <xsl:call-template name="print:title-page"/>
    <xsl:call-template name="print:imprint"/>
    <contents><xsl:value-of select="print:word('contents')"/></contents>
  </xsl:template>

  <!-- authors are named on the title page unless there are too many for one -->
  <xsl:template name="print:title-page" as="element()" visibility="public">
    <titlepage>
      <xsl:if test="count($print:authors) le 3">
        <xsl:for-each select="$print:authors"><author><xsl:value-of select="."/></author></xsl:for-each>
      </xsl:if>
      <title><xsl:value-of select="$print:title"/></title>
      <xsl:if test="$print:subtitle ne ''"><subtitle><xsl:value-of select="$print:subtitle"/></subtitle></xsl:if>
      <responsibilities>
        <xsl:for-each select="distinct-values($print:statements/(tei:editor | tei:respStmt) ! print:responsibility(.))[position() le 8]">
          <responsibility><xsl:value-of select="."/></responsibility>
        </xsl:for-each>
      </responsibilities>
      <xsl:if test="print:version() ne ''"><edition><xsl:value-of select="print:version()"/></edition></xsl:if>
    </titlepage>
  </xsl:template>

  <!-- returns who did what -->
  <xsl:function name="print:responsibility" as="xs:string">
    <xsl:param name="statement" as="element()"/>
    <xsl:variable name="names" as="xs:string*" select="if ($statement/self::tei:respStmt)
      then $statement/(tei:name | tei:persName | tei:orgName)/normalize-space(.) else normalize-space($statement)"/>
    <xsl:variable name="role" as="xs:string" select="string-join(if ($statement/self::tei:respStmt) then $statement/tei:resp/normalize-space(.)
      else ($statement/@role, print:word('edited-by'))[1], ', ')"/>
    <xsl:sequence select="loc:text('print.responsibility', ($role, string-join($names[. ne ''], ', ')))"/>
  </xsl:function>

  <!-- returns version and date of the edition, as far as they are known -->
  <xsl:function name="print:version" as="xs:string">
    <xsl:variable name="version" as="xs:string?" select="string(set:get('version'))[. ne '']"/>
    <xsl:variable name="date" as="xs:string?" select="string(set:get('date'))[. ne ''] ! print:date(.)"/>
    <xsl:sequence select="string-join(($version ! loc:text('print.version', .), $date), ', ')"/>
  </xsl:function>

  <!-- returns an ISO day, month or year in words -->
  <xsl:function name="print:date" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="if ($value castable as xs:date) then let $day := xs:date($value) return loc:text('date.day',
        (string(day-from-date($day)), loc:text('month.' || month-from-date($day)), string(year-from-date($day))))
      else if (matches($value, '^\d{4}-(0[1-9]|1[0-2])$')) then loc:text('month.' || xs:integer(substring($value, 6))) || ' ' || substring($value, 1, 4)
      else $value"/>
  </xsl:function>

  <xsl:template name="print:imprint" as="element()" visibility="public">
    <imprint>
      <p><xsl:value-of select="string-join(($print:title, $print:subtitle[. ne '']), ': ') || '. ' || print:version()[. ne ''] ! (. || '. ')"/>
        <xsl:for-each select="string(set:get('url'))[. ne '']"><link href="{.}"><xsl:value-of select="."/></link></xsl:for-each></p>
      <xsl:for-each-group select="$documents/*/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability/(tei:p | tei:licence | tei:ab)"
        group-by="normalize-space(.)">
        <p><xsl:value-of select="current-grouping-key()"/></p>
      </xsl:for-each-group>
      <xsl:call-template name="print:key"/>
    </imprint>
  </xsl:template>

  <!-- what the markers mean, for the kinds of note that the book has -->
  <xsl:template name="print:key" as="element()*">
    <xsl:variable name="notes" as="element()*" select="$print:texts//tei:note"/>
    <xsl:if test="$print:texts//(tei:choice | tei:supplied | tei:surplus | tei:app)"><p><xsl:value-of select="print:word('key-emendations')"/></p></xsl:if>
    <xsl:if test="$notes[note:kind(.) eq 'transmitted']"><p><xsl:value-of select="print:word('key-source')"/></p></xsl:if>
    <xsl:if test="$notes[note:kind(.) eq 'editorial']"><p><xsl:value-of select="print:word('key-editor')"/></p></xsl:if>
    <xsl:if test="$print:texts//tei:pb"><p><xsl:value-of select="print:word('key-pages')"/></p></xsl:if>
  </xsl:template>

</xsl:stylesheet>
