<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements that TEI P5 does not have: of another namespace, of an older TEI, misspelt. Their words stand where they are
     written, in a box that names the element (data-element), so that a reader sees that something was meant.
     A project that knows them writes a rule of its own. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  exclude-result-prefixes="#all" version="3.0">

  <xsl:template match="*[not(el:is-known(.))]" mode="html:text" as="element()" priority="-0.5">
    <xsl:element name="{if (el:holds-block(.)) then 'div' else 'span'}">
      <xsl:attribute name="data-element" select="name()"/>
      <xsl:sequence select="html:attributes(., 'unknown')"/>
      <xsl:apply-templates mode="html:text"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
