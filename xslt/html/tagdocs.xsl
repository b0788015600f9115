<?xml version="1.0" encoding="UTF-8"?>
<!-- Documentation of encoding (TEI module tagdocs): eg and egXML, whose tags are shown as written; gi, att, val, code are
     drawn by the table. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0" xmlns:eg="http://www.tei-c.org/ns/Examples">

  <xsl:template match="tei:eg" mode="html:text" as="node()*" priority="1">
    <pre tabindex="0"><xsl:sequence select="html:attributes(., ())"/><xsl:value-of select="."/></pre>
  </xsl:template>

  <xsl:template match="eg:egXML" mode="html:text" as="node()*" priority="1">
    <pre tabindex="0"><code><xsl:apply-templates mode="html:example"/></code></pre>
  </xsl:template>

  <xsl:mode name="html:example" on-no-match="shallow-skip" on-multiple-match="use-last"/>

  <xsl:template match="*" mode="html:example" as="node()*">
    <span data-generated="">
      <xsl:value-of select="'&lt;' || local-name() || string-join(@* ! (' ' || name() || '=&quot;' || . || '&quot;')) || '/'[empty(current()/node())] || '>'"/>
    </span>
    <xsl:apply-templates mode="html:example"/>
    <xsl:if test="node()"><span data-generated=""><xsl:value-of select="'&lt;/' || local-name() || '>'"/></span></xsl:if>
  </xsl:template>

  <xsl:template match="text()" mode="html:example" as="node()*"><xsl:value-of select="."/></xsl:template>

</xsl:stylesheet>
