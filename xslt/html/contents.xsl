<?xml version="1.0" encoding="UTF-8"?>
<!-- The contents of a text: its divisions that have a head, at most three deep, and notes that have none. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:id="https://tei-edition.org/ns/identifiers"
  xmlns:loc="https://tei-edition.org/ns/locale" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <xsl:function name="html:contents" as="element(ol)?">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="entries" as="element(li)*">
      <xsl:apply-templates select="html:texts($document)" mode="html:contents"/>
    </xsl:variable>
    <xsl:if test="exists($entries)"><ol><xsl:sequence select="$entries"/></ol></xsl:if>
  </xsl:function>

  <!-- a division with a head; deeper ones are listed inside it -->
  <xsl:template match="tei:*[html:is-section(.)]" mode="html:contents" as="element(li)*" priority="1">
    <xsl:param name="depth" as="xs:integer" select="1"/>
    <xsl:variable name="inner" as="element(li)*">
      <xsl:if test="$depth lt 3">
        <xsl:apply-templates select="*" mode="html:contents"><xsl:with-param name="depth" select="$depth + 1"/></xsl:apply-templates>
      </xsl:if>
    </xsl:variable>
    <li>
      <a href="#{id:anchor(.)}"><xsl:value-of select="html:section-title(.)"/></a>
      <xsl:if test="exists($inner)"><ol><xsl:sequence select="$inner"/></ol></xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="*" mode="html:contents" as="element(li)*">
    <xsl:param name="depth" as="xs:integer" select="1"/>
    <xsl:apply-templates select="*[html:may-hold-section(.)]" mode="html:contents"><xsl:with-param name="depth" select="$depth"/></xsl:apply-templates>
  </xsl:template>

  <!-- whether the element is a division with a heading, its own or generated -->
  <xsl:function name="html:is-section" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="html:is-division($element) and (exists($element/tei:head[normalize-space()]) or html:is-notes-without-head($element))"/>
  </xsl:function>

  <xsl:function name="html:is-division" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(self::tei:div | self::tei:div1 | self::tei:div2 | self::tei:div3 | self::tei:div4 | self::tei:div5
      | self::tei:div6 | self::tei:div7))"/>
  </xsl:function>

  <xsl:function name="html:may-hold-section" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="html:is-division($element) or local-name($element) = ('text', 'front', 'body', 'back', 'group')"/>
  </xsl:function>

  <xsl:function name="html:is-notes-without-head" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="exists($division/tei:note) and empty($division/(tei:head | tei:p | tei:div | tei:lg | tei:ab))
      and exists($division[parent::tei:back or @type = ('notes', 'endnotes')])"/>
  </xsl:function>

  <xsl:function name="html:section-title" as="xs:string">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="if ($division/tei:head[normalize-space()])
      then (rdg:plain($division/tei:head[normalize-space()][1]/node(), 'corrected')[. ne ''], normalize-space($division/tei:head[normalize-space()][1]))[1]
      else loc:text('notes')"/>
  </xsl:function>

</xsl:stylesheet>
