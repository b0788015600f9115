<?xml version="1.0" encoding="UTF-8"?>
<!-- The core of TEI (Guidelines, CO): paragraphs, quotations, lists, references, breaks. Notes, interventions and verse have files of
     their own. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:el="https://tei-edition.org/ns/elements" xmlns:ptr="https://tei-edition.org/ns/pointers"
  xmlns:name="https://tei-edition.org/ns/names"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="https://tei-edition.org/ns/book" exclude-result-prefixes="#all" version="3.0">

  <!-- a paragraph of notes alone is these notes -->
  <xsl:template match="tei:p[tei:note][not(* except tei:note)][not(text()[normalize-space()])] | tei:ab[tei:note][not(* except tei:note)][not(text()[normalize-space()])]"
    mode="print:block" as="node()*">
    <xsl:apply-templates select="tei:note" mode="print:block"/>
  </xsl:template>

  <!-- a quotation that stands apart; its reference stands at the right below it -->
  <xsl:template match="tei:cit | tei:quote[not(parent::tei:cit)] | tei:q[not(parent::tei:cit)] | tei:said[not(parent::tei:cit)]" mode="print:block" as="element()">
    <quote>
      <xsl:copy-of select="@xml:lang"/>
      <xsl:call-template name="print:depth"/>
      <xsl:call-template name="print:anchor"/>
      <xsl:call-template name="print:flow"/>
    </quote>
  </xsl:template>

  <!-- by how many steps a quotation in a quotation is set in -->
  <xsl:template name="print:depth" as="attribute()?">
    <xsl:variable name="outer" as="element()*" select="ancestor::*[self::tei:cit or self::tei:floatingText or self::tei:epigraph or self::tei:argument
      or self::*[self::tei:quote or self::tei:q or self::tei:said][not(parent::tei:cit)]][el:kind(.) eq 'block']"/>
    <xsl:if test="exists($outer)"><xsl:attribute name="depth" select="min((4, 1 + count($outer)))"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:cit/tei:bibl" mode="print:block" as="element()*">
    <xsl:call-template name="print:placed"><xsl:with-param name="align" as="xs:string" select="'right'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:cit/tei:quote" mode="print:block" as="node()*">
    <xsl:call-template name="print:in-language">
      <xsl:with-param name="body" as="node()*">
        <xsl:call-template name="print:flow">
          <xsl:with-param name="first" as="element()*"><xsl:call-template name="print:anchor"/></xsl:with-param>
        </xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A list: items, or a gloss list's labels and items; a label that the source prints is a word of the text. -->
  <xsl:template match="tei:list" mode="print:block" as="node()*">
    <list>
      <xsl:copy-of select="@xml:lang"/>
      <xsl:choose>
        <xsl:when test="tokenize(string-join((@type, @rend), ' ')) = ('ordered', 'numbered')"><xsl:attribute name="numbered" select="'true'"/></xsl:when>
        <xsl:when test="tokenize(string-join((@type, @rend), ' ')) = ('simple', 'plain', 'inline', 'gloss', 'none')">
          <xsl:attribute name="plain" select="'true'"/>
        </xsl:when>
      </xsl:choose>
      <xsl:call-template name="print:anchor"/>
      <xsl:for-each-group select="node()[not(self::comment() or self::processing-instruction())]" group-starting-with="tei:label | tei:item[not(preceding-sibling::*[1][self::tei:label])]">
        <xsl:choose>
          <xsl:when test="current-group()/self::tei:item">
            <item>
              <xsl:copy-of select="current-group()/self::tei:item[1]/@n[matches(., '\S')]"/>
              <xsl:for-each select="current-group()/self::tei:label">
                <label><xsl:copy-of select="@xml:lang"/><xsl:call-template name="print:anchor"/><xsl:apply-templates mode="print:inline"/>
                  <xsl:call-template name="print:notes-of"/></label>
              </xsl:for-each>
              <xsl:apply-templates select="current-group()/self::tei:item" mode="print:block"/>
              <xsl:apply-templates select="current-group()/self::*[not(self::tei:item or self::tei:label)]" mode="print:block"/>
            </item>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="print:flow"><xsl:with-param name="nodes" as="node()*" select="current-group()"/></xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </list>
  </xsl:template>

  <!-- the label printed at the beginning of an item -->
  <xsl:template match="tei:item" mode="print:block" as="node()*">
    <xsl:variable name="label" as="element()?" select="node()[not(self::text()[not(normalize-space())])][1]/self::tei:label"/>
    <xsl:for-each select="$label">
      <label><xsl:copy-of select="@xml:lang"/><xsl:call-template name="print:anchor"/><xsl:apply-templates mode="print:inline"/>
        <xsl:call-template name="print:notes-of"/></label>
    </xsl:for-each>
    <xsl:call-template name="print:in-language">
      <xsl:with-param name="body" as="node()*">
        <xsl:call-template name="print:flow">
          <xsl:with-param name="nodes" as="node()*" select="node()[not(. is $label)]"/>
          <xsl:with-param name="first" as="element()*"><xsl:call-template name="print:anchor"/></xsl:with-param>
        </xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- a reference that is no note's mark: a link within the book, or to an address of the web -->
  <xsl:template match="tei:ref" mode="print:inline" as="node()*">
    <xsl:variable name="pointer" as="xs:string?" select="tokenize(@target)[1]"/>
    <xsl:variable name="target" as="element()?" select="$pointer ! print:target(., current())"/>
    <xsl:choose>
      <xsl:when test="$target"><link to="{print:address($target)}"><xsl:next-match/></link></xsl:when>
      <xsl:when test="$pointer ! matches(., '^(https?|mailto|doi|urn):', 'i')"><link href="{$pointer}"><xsl:next-match/></link></xsl:when>
      <xsl:otherwise><xsl:next-match/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- an empty pointer shows the page, the name of the register's entry, or the address that it holds -->
  <xsl:template match="tei:ptr" mode="print:inline" as="node()*">
    <xsl:variable name="pointer" as="xs:string?" select="tokenize(@target)[1]"/>
    <xsl:variable name="target" as="element()?" select="$pointer ! print:target(., current())"/>
    <xsl:call-template name="print:anchor"/>
    <xsl:choose>
      <xsl:when test="$target"><see to="{print:address($target)}"/></xsl:when>
      <xsl:when test="$pointer">
        <xsl:variable name="entry" as="element()?" select="ptr:target($pointer, .)[name:is-entry(.)]"/>
        <sign><xsl:value-of select="($entry ! name:label(.), $pointer)[1]"/></sign>
      </xsl:when>
    </xsl:choose>
    <xsl:call-template name="print:notes-of"/>
  </xsl:template>

  <!-- The end of a line in the source is a space in prose; where lines are set as lines, it is kept. -->
  <xsl:template match="tei:lb" mode="print:inline" as="node()*">
    <xsl:call-template name="print:anchor"/>
    <xsl:choose>
      <xsl:when test="not(print:parts(.))"/>
      <xsl:when test="ancestor::*[self::tei:p or self::tei:item or self::tei:note or self::tei:cell or self::tei:quote or self::tei:l][1][not(self::tei:ab)]
        and not(ancestor::tei:titlePage)"><xsl:text> </xsl:text></xsl:when>
      <xsl:when test="preceding-sibling::node()[normalize-space() or self::*[normalize-space()]]"><br/></xsl:when>
      <xsl:otherwise><xsl:text> </xsl:text></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the source's pages are counted in the margin -->
  <xsl:template match="tei:pb" mode="print:inline" as="node()*">
    <xsl:call-template name="print:anchor"/>
    <page><xsl:copy-of select="@n"/></page>
    <xsl:if test="print:parts(.)"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="tei:pb" mode="print:block" as="node()*">
    <xsl:call-template name="print:anchor"/>
    <page between="true"><xsl:copy-of select="@n"/></page>
  </xsl:template>

  <xsl:template match="tei:cb | tei:gb" mode="print:inline" as="node()*">
    <xsl:call-template name="print:anchor"/>
    <xsl:if test="print:parts(.)"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <!-- running heads and signatures of the source's pages, and what is said of witnesses, are not read with the text -->
  <xsl:template match="tei:fw | tei:witDetail | tei:wit" mode="print:inline print:block" priority="1" as="node()*"/>

  <!-- a break of the text that the source shows by asterisks or a rule -->
  <xsl:template match="tei:milestone" mode="print:block" as="node()*">
    <xsl:call-template name="print:anchor"/>
    <xsl:if test="@rend or @unit = ('section', 'absent', 'scene', 'episode')"><rule/></xsl:if>
  </xsl:template>

</xsl:stylesheet>
