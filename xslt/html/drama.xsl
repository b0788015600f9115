<?xml version="1.0" encoding="UTF-8"?>
<!-- Performance texts (TEI module drama): castList with its groups and items. set, prologue, epilogue, performance and the
     elements for film are blocks by the table; speeches are in core-verse.xsl. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <xsl:template match="tei:move" mode="html:text" as="node()*" priority="1">
    <xsl:call-template name="html:stage"/>
  </xsl:template>

  <!-- a cast item is a block of its own unless the list runs on in a line -->
  <xsl:template match="tei:castItem" mode="html:text" as="node()*" priority="1">
    <div><xsl:sequence select="html:attributes(., 'castItem')"/><xsl:apply-templates mode="html:text"/></div>
  </xsl:template>

  <!-- the group's description, where words follow the roles -->
  <xsl:template match="tei:roleDesc" mode="html:text" as="node()*" priority="1">
    <xsl:choose>
      <xsl:when test="parent::tei:castGroup or el:holds-block(.)"><xsl:call-template name="html:block"/></xsl:when>
      <xsl:otherwise>
        <xsl:if test="not(matches(preceding-sibling::node()[1], '\s$'))"><xsl:text> </xsl:text></xsl:if>
        <xsl:call-template name="html:inline"><xsl:with-param name="class" select="'roleDesc'"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
