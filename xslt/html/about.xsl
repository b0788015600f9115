<?xml version="1.0" encoding="UTF-8"?>
<!-- The About page: the rights, then the header of each text and of each register, readable.
     What several headers say in the same words is said once. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:page="https://tei-edition.org/ns/page" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:set="https://tei-edition.org/ns/settings" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:layer="https://tei-edition.org/ns/layers" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <xsl:template name="html:about" as="element(html)">
    <xsl:variable name="main" as="element()+">
      <h1><xsl:value-of select="loc:text('about')"/></h1>
      <section id="--rights">
        <h2><xsl:value-of select="loc:text('rights')"/></h2>
        <xsl:for-each select="$documents">
          <h3><xsl:value-of select="html:title(.)"/></h3>
          <xsl:sequence select="html:rights(.)"/>
        </xsl:for-each>
        <h3><xsl:value-of select="loc:text('rights.software')"/></h3>
        <p><xsl:value-of select="loc:text('footer.software')"/></p>
      </section>
      <xsl:for-each select="$documents">
        <section id="--text-{position()}">
          <h2><xsl:value-of select="html:title(.)"/></h2>
          <xsl:call-template name="html:header-once"><xsl:with-param name="before" select="subsequence($documents, 1, position() - 1)"/></xsl:call-template>
        </section>
      </xsl:for-each>
      <xsl:if test="exists($registers/*/tei:teiHeader)">
        <section id="--registers">
          <h2><xsl:value-of select="loc:text('registers')"/></h2>
          <xsl:for-each select="$registers[*/tei:teiHeader]">
            <details>
              <summary><xsl:value-of select="html:title(.)"/></summary>
              <xsl:call-template name="html:header-once">
                <xsl:with-param name="before" select="$documents, subsequence($registers, 1, position() - 1)"/>
              </xsl:call-template>
            </details>
          </xsl:for-each>
        </section>
      </xsl:if>
    </xsl:variable>
    <xsl:call-template name="page:frame">
      <xsl:with-param name="title" select="loc:text('about')"/>
      <xsl:with-param name="kind" select="'about'"/>
      <xsl:with-param name="root" select="''"/>
      <xsl:with-param name="navigation" as="node()*">
        <ol>
          <xsl:for-each select="$main/self::section"><li><a href="#{@id}"><xsl:value-of select="h2"/></a></li></xsl:for-each>
        </ol>
      </xsl:with-param>
      <xsl:with-param name="main"><article class="about"><xsl:sequence select="$main"/></article></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- a header's parts; one that stands word for word in an earlier header is named, not repeated -->
  <xsl:template name="html:header-once" as="node()*">
    <xsl:param name="before" as="document-node()*"/>
    <xsl:variable name="parts" as="element()*" select="*/tei:teiHeader/html:header-parts(.)"/>
    <xsl:for-each select="$parts">
      <xsl:variable name="part" as="element()" select="."/>
      <xsl:variable name="same" as="document-node()?" select="$before[some $other in */tei:teiHeader//*[node-name() eq node-name($part)] satisfies deep-equal($other, $part)][1]"/>
      <xsl:choose>
        <xsl:when test="$same and string-length($part) gt 80">
          <section><h3><xsl:value-of select="html:header-word(.)"/></h3><p><xsl:value-of select="loc:text('about.same', html:title($same))"/></p></section>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="." mode="html:header"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <!-- a corpus holds texts with headers of their own -->
    <xsl:for-each select="*/tei:TEI/tei:teiHeader | */tei:teiCorpus//tei:teiHeader">
      <section>
        <h3><xsl:value-of select="(tei:fileDesc/tei:titleStmt/tei:title[normalize-space()][1] ! normalize-space(.), html:header-word(.))[1]"/></h3>
        <xsl:apply-templates select="html:header-parts(.)" mode="html:header"><xsl:with-param name="level" as="xs:integer" select="4" tunnel="yes"/></xsl:apply-templates>
      </section>
    </xsl:for-each>
  </xsl:template>

  <!-- returns what a header says; the rights, where nothing else is said of the publication, stand at the head of the page -->
  <xsl:function name="html:header-parts" as="element()*">
    <xsl:param name="header" as="element()"/>
    <xsl:sequence select="$header/(tei:fileDesc/* | tei:encodingDesc/* | tei:profileDesc/* | (* except (tei:fileDesc | tei:encodingDesc | tei:profileDesc)))
      [not(self::tei:publicationStmt[tei:availability][count(*) eq 1] and empty(ancestor::tei:TEI/parent::tei:teiCorpus))]"/>
  </xsl:function>

</xsl:stylesheet>
