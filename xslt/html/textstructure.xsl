<?xml version="1.0" encoding="UTF-8"?>
<!-- The parts of a text (TEI module textstructure): text, front, body, back, group, floatingText, div and its numbered kind,
     titlePage and what is in it, opener, closer and what is in them. What has no rule here is a block by the table. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <!-- these hold no words and need no box, unless something can be said of them -->
  <xsl:template match="tei:text | tei:front | tei:body | tei:back | tei:group" mode="html:text" as="node()*" priority="1">
    <xsl:variable name="class" as="xs:string?" select="local-name()[. = ('front', 'back')]"/>
    <xsl:choose>
      <xsl:when test="$class or @xml:id or @xml:lang"><xsl:call-template name="html:block"><xsl:with-param name="class" select="$class"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="html:text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- a division is a section if it has a head; its address is that of its heading -->
  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7" mode="html:text" as="node()*" priority="1">
    <xsl:choose>
      <xsl:when test="html:is-notes-without-head(.)"><xsl:call-template name="html:notes-section"/></xsl:when>
      <xsl:otherwise>
        <xsl:element name="{if (html:is-section(.)) then 'section' else 'div'}">
          <xsl:if test="not(@xml:id) and html:is-section(.)"><xsl:sequence select="html:anchor(.)"/></xsl:if>
          <xsl:sequence select="html:attributes(., html:division-kind(.))"/>
          <xsl:apply-templates mode="html:text"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- returns the division's type as a class name -->
  <xsl:function name="html:division-kind" as="xs:string?">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="tokenize($division/@type)[matches(., '^[A-Za-z][A-Za-z0-9_-]*$')][1] ! ('d-' || .)"/>
  </xsl:function>

</xsl:stylesheet>
