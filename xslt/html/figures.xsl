<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables, formulae and figures (TEI module figures): table, row, cell, figure, figDesc, formula, notatedMusic.
     Only a wide table may scroll sideways; it does so in a frame that the keyboard reaches. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <xsl:template match="tei:table" mode="html:text" as="node()*" priority="1">
    <xsl:variable name="head" as="element()*" select="tei:head"/>
    <xsl:variable name="rows" as="element()*" select="tei:row"/>
    <xsl:variable name="after" as="element()*" select="* except ($head, $rows)"/>
    <div class="table" tabindex="0" role="region" aria-label="{($head[normalize-space()] ! normalize-space(.), loc:text('table'))[1]}">
      <xsl:apply-templates select="$after[. &lt;&lt; $rows[1]]" mode="html:text"/>
      <table>
        <xsl:sequence select="html:attributes(., ())"/>
        <xsl:if test="$head"><caption><xsl:apply-templates select="$head" mode="html:text"/></caption></xsl:if>
        <xsl:for-each select="* except $head">
          <xsl:choose>
            <xsl:when test="self::tei:row">
              <tr><xsl:sequence select="html:attributes(., ())"/><xsl:apply-templates select="*" mode="html:text"/></tr>
            </xsl:when>
            <xsl:when test="(. intersect $after) and not(. &lt;&lt; $rows[1]) and . &lt;&lt; $rows[last()]">
              <tr><td colspan="{max((1, $rows ! count(tei:cell)))}"><xsl:apply-templates select="." mode="html:text"/></td></tr>
            </xsl:when>
          </xsl:choose>
        </xsl:for-each>
      </table>
      <xsl:apply-templates select="$after[not(. &lt;&lt; $rows[last()])]" mode="html:text"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:row/*" mode="html:text" as="node()*" priority="9">
    <xsl:variable name="labels" as="xs:boolean" select="(@role, ../@role)[1] = 'label'"/>
    <xsl:element name="{if ($labels) then 'th' else 'td'}">
      <xsl:if test="self::tei:cell"><xsl:sequence select="html:attributes(., ()), html:span(@cols, 'colspan'), html:span(@rows, 'rowspan')"/></xsl:if>
      <xsl:if test="$labels"><xsl:attribute name="scope" select="if (../@role = 'label' and not(@role)) then 'col' else 'row'"/></xsl:if>
      <xsl:choose>
        <xsl:when test="self::tei:cell"><xsl:apply-templates mode="html:text"/></xsl:when>
        <xsl:otherwise><xsl:next-match/></xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <xsl:function name="html:span" as="attribute()?">
    <xsl:param name="number" as="attribute()?"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:if test="$number castable as xs:positiveInteger and xs:positiveInteger($number) = (2 to 500)">
      <xsl:attribute name="{$name}" select="xs:positiveInteger($number)"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="tei:figure" mode="html:text" as="node()*" priority="1">
    <xsl:choose>
      <xsl:when test="el:is-block(.) and not(ancestor::tei:head)">
        <figure><xsl:sequence select="html:attributes(., ())"/><xsl:apply-templates mode="html:text"/></figure>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="html:inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- an encoder's description of a picture is read below it -->
  <xsl:template match="tei:figDesc" mode="html:text" as="node()*" priority="1">
    <xsl:call-template name="html:block"/>
  </xsl:template>

  <!-- mathematics: MathML as it is, element by element from a list of harmless ones; other notations as written -->
  <xsl:template match="tei:formula" mode="html:text" as="node()*" priority="1">
    <xsl:choose>
      <xsl:when test="el:is-block(.)"><div><xsl:sequence select="html:attributes(., 'formula')"/><xsl:apply-templates mode="html:text"/></div></xsl:when>
      <xsl:otherwise><span><xsl:sequence select="html:attributes(., 'formula')"/><xsl:apply-templates mode="html:text"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="html:mathematics" as="xs:string+" select="tokenize('math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded
    mphantom mfenced menclose msub msup msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd semantics')"/>

  <xsl:template match="m:*[local-name() = $html:mathematics]" mode="html:text" as="node()*" priority="1" xmlns:m="http://www.w3.org/1998/Math/MathML">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:if test="self::m:math"><xsl:copy-of select="@display[. = ('block', 'inline')]"/></xsl:if>
      <xsl:apply-templates mode="html:text"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
