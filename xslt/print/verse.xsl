<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse (Guidelines, CO 3.13 and VE): l, lg, caesura. Lines keep the numbers that they have (@n); every fifth is printed. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="https://tei-edition.org/ns/book" exclude-result-prefixes="#all" version="3.0">

  <xsl:template match="tei:lg" mode="print:block" as="element()">
    <stanza><xsl:copy-of select="@xml:lang"/><xsl:call-template name="print:anchor"/><xsl:call-template name="print:flow"/></stanza>
  </xsl:template>

  <!-- a line; what stands in it as a block (a stage direction that fills a line of its own) divides it -->
  <xsl:template match="tei:l" mode="print:block" as="node()*">
    <xsl:variable name="line" as="element()" select="."/>
    <xsl:for-each-group select="node()[not(self::comment() or self::processing-instruction())]" group-adjacent="print:apart(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="print:block"/></xsl:when>
        <xsl:otherwise>
          <xsl:variable name="group" as="node()+" select="current-group()"/>
          <xsl:variable name="last" as="xs:boolean" select="position() eq last()"/>
          <xsl:variable name="first" as="xs:boolean" select="position() eq 1"/>
          <line>
            <xsl:copy-of select="$line/@xml:lang"/>
            <xsl:if test="$first and $line/@n[. castable as xs:integer][xs:integer(.) mod 5 eq 0] and not(print:goes-on($line))"><xsl:attribute name="n" select="$line/@n"/></xsl:if>
            <xsl:if test="print:indent($line)"><xsl:attribute name="indent" select="print:indent($line)"/></xsl:if>
            <xsl:for-each select="$line[$first]"><xsl:call-template name="print:anchor"/></xsl:for-each>
            <xsl:apply-templates select="$group" mode="print:inline"/>
            <xsl:if test="$last"><xsl:call-template name="print:notes-of"><xsl:with-param name="place" select="$line"/></xsl:call-template></xsl:if>
          </line>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- whether a line is the rest of one that another speaker began -->
  <xsl:function name="print:goes-on" as="xs:boolean">
    <xsl:param name="line" as="element(tei:l)"/>
    <xsl:sequence select="$line/@part = ('M', 'F') and $line/preceding::tei:l[1]/@n = $line/@n"/>
  </xsl:function>

  <!-- returns by how many steps a line is set in, or nothing -->
  <xsl:function name="print:indent" as="xs:string?">
    <xsl:param name="line" as="element(tei:l)"/>
    <xsl:variable name="step" as="xs:string*" select="analyze-string(string($line/@rend), 'indent\(?(\d*)\)?')//*:group/string()"/>
    <xsl:sequence select="if (matches($line/@rend, 'indent')) then ($step[. ne ''], '1')[1]
      else if ($line/@part = ('M', 'F')) then '6' else ()"/>
  </xsl:function>

  <xsl:template match="tei:caesura" mode="print:inline" as="node()*"><sign><xsl:text>  </xsl:text></sign></xsl:template>

</xsl:stylesheet>
