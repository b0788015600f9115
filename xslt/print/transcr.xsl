<?xml version="1.0" encoding="UTF-8"?>
<!-- Transcription of sources (Guidelines, PH; gap, unclear, add, del of CO): what the text shows of its document.
     Signs of the edition (brackets, the three dots of a gap) are marked as signs: they are no words of the text. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="https://tei-edition.org/ns/book" exclude-result-prefixes="#all" version="3.0">

  <!-- what the editor restored where the document is lost -->
  <xsl:template match="tei:supplied[print:lost(.)]" mode="print:inline" priority="1" as="node()*">
    <sign>[</sign><xsl:next-match/><sign>]</sign>
  </xsl:template>

  <!-- a gap shows as dots in brackets, one for each character where their number is known and small -->
  <xsl:template match="tei:gap" mode="print:inline" as="node()*">
    <xsl:call-template name="print:anchor"/>
    <sign>
      <xsl:value-of select="if (@unit = ('character', 'chars', 'letter', 'letters', 'sign') and @quantity castable as xs:integer
        and xs:integer(@quantity) = 1 to 9) then '[' || string-join((1 to xs:integer(@quantity)) ! '.') || ']' else '[…]'"/>
    </sign>
    <xsl:call-template name="print:notes-of"/>
  </xsl:template>

  <xsl:template match="tei:gap" mode="print:block" as="node()*"><p><xsl:apply-templates select="." mode="print:inline"/></p></xsl:template>

  <!-- a blank of the document -->
  <xsl:template match="tei:space" mode="print:inline" as="node()*"><sign><xsl:text>&#x2002;</xsl:text></sign></xsl:template>

  <!-- lines and zones of a document are lines of the page -->
  <xsl:template match="tei:line[not(ancestor::tei:lg)]" mode="print:block" as="node()*">
    <xsl:call-template name="print:flow">
      <xsl:with-param name="attributes" as="attribute()*"><xsl:attribute name="align" select="'left'"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
